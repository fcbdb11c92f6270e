using System.Runtime.InteropServices;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>Runs programs by popen(3). The runtime's own way starts threads that handle the ends of children, and a
/// process with those cannot be copied.</summary>
internal static unsafe partial class Commands
{
    /// <summary>Runs a program to its end; its output, and the status with which it ended.</summary>
    public static (byte[] Output, int Status) Run(string program, IEnumerable<string> arguments)
    {
        var stream = Open(string.Join(' ', arguments.Prepend(program).Select(Quote)), "re");
        if (stream == 0)
            throw new InvalidOperationException($"{program} could not be started");
        using var output = new MemoryStream();
        var buffer = stackalloc byte[4096];
        for (nint length; (length = Read(buffer, 1, 4096, stream)) > 0; )
            output.Write(new ReadOnlySpan<byte>(buffer, (int)length));
        return (output.ToArray(), Close(stream));
    }

    private static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [LibraryImport("libc", EntryPoint = "popen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string command, string mode);

    [LibraryImport("libc", EntryPoint = "fread")]
    private static partial nint Read(byte* buffer, nint size, nint count, nint stream);

    [LibraryImport("libc", EntryPoint = "pclose")]
    private static partial int Close(nint stream);
}
