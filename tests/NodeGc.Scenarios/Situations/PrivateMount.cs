using System.Runtime.InteropServices;

namespace NodeGc.Scenarios.Situations;

/// <summary>An overlay mount that exists only in the mount namespace of one thread of this process, as when an engine
/// unpacks a layer.</summary>
internal sealed partial class PrivateMount : IDisposable
{
    private const int CloneFs = 0x200;
    private const int CloneNewNs = 0x20000;
    private const ulong Private = 1 << 18 | 1 << 14; // MS_PRIVATE | MS_REC
    private readonly Thread thread;
    private readonly ManualResetEventSlim mounted = new();
    private readonly ManualResetEventSlim end = new();
    private int error;

    /// <param name="workingFolder">Relative lower directories are resolved from here.</param>
    /// <param name="mountpoint">An existing folder.</param>
    /// <param name="lowers">Colon-separated.</param>
    public PrivateMount(string workingFolder, string mountpoint, string lowers)
    {
        thread = new Thread(() =>
        {
            error = Mount(workingFolder, mountpoint, $"lowerdir={lowers}");
            mounted.Set();
            end.Wait();
        });
        thread.Start();
        mounted.Wait();
        if (error != 0)
            throw new InvalidOperationException($"The mount in a namespace of its own failed with error {error}.");
    }

    public void Dispose()
    {
        end.Set();
        thread.Join();
        mounted.Dispose();
        end.Dispose();
    }

    private static int Mount(string workingFolder, string mountpoint, string options) =>
        unshare(CloneFs | CloneNewNs) == 0
        && mount("none", "/", null, Private, null) == 0
        && chdir(workingFolder) == 0
        && mount("overlay", mountpoint, "overlay", 0, options) == 0
            ? 0
            : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mount(string source, string target, string? type, ulong flags, string? data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chdir(string path);
}
