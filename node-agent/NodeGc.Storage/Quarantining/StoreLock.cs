using System.Globalization;
using System.Text;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>Holds a data root for one process. The kernel lets go when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly AppendOnlyFile file;

    private StoreLock(AppendOnlyFile file) => this.file = file;

    /// <exception cref="StoreLockedException">Another process has it.</exception>
    /// <exception cref="LinuxException">The lock file cannot be made.</exception>
    public static StoreLock Take(WritableDirectory home, string dataRoot)
    {
        var file = new AppendOnlyFile(home, "lock");
        if (!file.TryLock())
        {
            var holder = Encoding.UTF8.GetString(file.Read()).Trim();
            file.Dispose();
            throw new StoreLockedException(dataRoot, holder.Length == 0 ? "not yet known" : holder);
        }
        file.CutTo(0);
        file.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}\n")), 0);
        return new StoreLock(file);
    }

    public void Dispose() => file.Dispose();
}
