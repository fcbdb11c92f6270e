using System.Globalization;
using System.Text;
using NodeGc.Host.Linux;

namespace NodeGc.Removal.Quarantining;

/// <summary>Locks a data root for one process. The kernel releases the lock when the process ends, however it
/// ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly AppendOnlyFile file;

    private StoreLock(AppendOnlyFile file) => this.file = file;

    /// <exception cref="StoreLockedException">Another process has it.</exception>
    /// <exception cref="LinuxException">The lock file cannot be created.</exception>
    public static StoreLock Take(WritableDirectory home, string dataRoot)
    {
        var file = new AppendOnlyFile(home, "lock");
        if (!file.TryLock())
        {
            var holder = Encoding.UTF8.GetString(file.Read()).Trim();
            file.Dispose();
            throw new StoreLockedException(dataRoot, holder.Length == 0 ? "not yet known" : holder);
        }
        Sign(file);
        return new StoreLock(file);
    }

    /// <summary>The lock is the kernel's; the name in the file is informational. On a full disk it is locked without
    /// one, and the journal, which is written next, reports that the disk is full.</summary>
    private static void Sign(AppendOnlyFile file)
    {
        try
        {
            file.CutTo(0);
            file.Append(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"process {Environment.ProcessId} on {Environment.MachineName}\n"
                    )
                ),
                0
            );
        }
        catch (LinuxException)
        {
            // Others that try the lock meanwhile get "not yet known".
        }
    }

    public void Dispose()
    {
        file.Unlock();
        file.Dispose();
    }
}
