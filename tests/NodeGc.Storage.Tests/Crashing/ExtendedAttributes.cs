using System.Runtime.InteropServices;
using System.Text;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>The extended attributes of a file, a link not followed: overlay2 marks directories with them, and images
/// carry capabilities in them.</summary>
internal static unsafe partial class ExtendedAttributes
{
    private const int Longest = 4096;

    /// <summary>All of them, by name, as text; empty where there are none.</summary>
    public static string Read(string path)
    {
        var names = stackalloc byte[Longest];
        var length = List(path, names, Longest);
        if (length <= 0)
            return "";
        var all = Encoding.UTF8.GetString(names, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', all.Order(StringComparer.Ordinal).Select(name => $"{name}={ValueOf(path, name)}"));
    }

    /// <summary>Gives a file an attribute.</summary>
    public static void Set(string path, string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* start = bytes)
            if (Set(path, name, start, bytes.Length, 0) != 0)
                throw new IOException($"{path} cannot have {name}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static string ValueOf(string path, string name)
    {
        var value = stackalloc byte[Longest];
        var length = Get(path, name, value, Longest);
        return length < 0 ? "?" : Convert.ToHexStringLower(new ReadOnlySpan<byte>(value, (int)length));
    }

    [LibraryImport("libc", EntryPoint = "llistxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint List(string path, byte* names, nint length);

    [LibraryImport("libc", EntryPoint = "lgetxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, string name, byte* value, nint length);

    [LibraryImport("libc", EntryPoint = "lsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string path, string name, byte* value, nint length, int flags);
}
