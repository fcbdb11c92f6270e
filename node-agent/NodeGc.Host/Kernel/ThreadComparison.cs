using System.Globalization;
using System.Text;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>
/// Asks the kernel whether two threads share what is read of each: open files, working directory, root and mounts. Most
/// threads of a process do, and this costs far less than reading all of it again. Threads that share their filesystem
/// state also share the mount namespace: neither can leave it alone (<c>clone(2)</c>, <c>unshare(2)</c>,
/// <c>setns(2)</c>). Any error means "not the same". Source: <c>kcmp(2)</c>.
/// </summary>
public sealed class ThreadComparison(string procRoot)
{
    private const string IdLine = "NSpid:";

    private readonly bool isUsable = HasOwnIds(procRoot);

    /// <summary>Whether everything that is read of <paramref name="thread"/> is shared with
    /// <paramref name="other"/>.</summary>
    public bool AreSame(string thread, string other) =>
        isUsable
        && int.TryParse(thread, CultureInfo.InvariantCulture, out var one)
        && int.TryParse(other, CultureInfo.InvariantCulture, out var two)
        && Syscalls.AreSame(one, two, Syscalls.FilesOfThread)
        && Syscalls.AreSame(one, two, Syscalls.FileSystemOfThread);

    /// <summary>The kernel expects ids of this process's pid namespace; those in a <c>proc</c> of another namespace
    /// belong to other threads. In its own namespace this process has only one id, this one.</summary>
    private static bool HasOwnIds(string procRoot)
    {
        var status = Encoding.ASCII.GetString(new ProcFiles().ReadFile($"{procRoot}/self/status", out _));
        var line = status.Split('\n').FirstOrDefault(line => line.StartsWith(IdLine, StringComparison.Ordinal));
        return int.TryParse(line?[IdLine.Length..], CultureInfo.InvariantCulture, out var id)
            && id == Environment.ProcessId;
    }
}
