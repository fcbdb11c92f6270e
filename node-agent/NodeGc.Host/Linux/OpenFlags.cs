using System.Runtime.InteropServices;

namespace NodeGc.Host.Linux;

/// <summary>Flags of <c>open(2)</c>; two of them differ between x64 and arm64. Source: <c>asm/fcntl.h</c>.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Append = 0x400;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    /// <summary>O_PATH: only a location, nothing can be read through it.</summary>
    public const int PlaceOnly = 0x200000;

    public static readonly int Directory = IsArm ? 0x4000 : 0x10000;
    public static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
