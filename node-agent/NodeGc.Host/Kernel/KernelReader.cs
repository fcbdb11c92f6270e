using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>
/// Reads from the kernel the mounts and open files of every process and thread. Containers outlive their daemon, so "no
/// daemon is running" never means "nothing is in use". Whatever is not readable is a doubt.
/// </summary>
/// <param name="findings">Collects what was found.</param>
/// <param name="names">What to match.</param>
/// <param name="procRoot">The host's <c>/proc</c>.</param>
/// <param name="sysRoot">The host's <c>/sys</c>.</param>
public sealed class KernelReader(InventoryBuilder findings, NameMatcher names, string procRoot, string sysRoot)
{
    private readonly ProcFiles files = new();
    private readonly KernelTally tally = new();
    private readonly ThreadComparison threads = new(procRoot);

    /// <summary>How much was read.</summary>
    public KernelTally Tally => tally;

    /// <summary>Adds mounts and open files, the doubt if there is one, and the evidence summary.</summary>
    public void Read(CancellationToken cancellationToken)
    {
        var mounts = new MountEvidence(findings, names, files, tally, procRoot);
        var open = new OpenFileEvidence(findings, names, files, tally, procRoot);
        var self = files.FindLink($"{procRoot}/self", out _);
        foreach (var process in List(procRoot).Where(name => char.IsAsciiDigit(name[0])))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadProcess(process, mounts, process == self ? null : open);
        }
        ReadDevices(open);
        if (tally.FindDoubt() is { } doubt)
            findings.Add(doubt);
        if (tally.Processes == 0)
            findings.Add(NothingSeen());
        findings.Add(tally.ToAccount());
    }

    private void ReadProcess(string pid, MountEvidence mounts, OpenFileEvidence? open)
    {
        var folder = $"{procRoot}/{pid}";
        var name = $"process {pid} ({Encoding.UTF8.GetString(files.ReadFile($"{folder}/comm", out _)).Trim()})";
        tally.Processes++;
        open?.ReadProcess(name, folder);
        string? shared = null;
        string? first = null;
        foreach (var thread in List($"{folder}/task"))
        {
            tally.Threads++;
            if (first is not null && threads.AreSame(thread, first))
                continue;
            first ??= thread;
            mounts.Read(name, $"{folder}/task/{thread}");
            shared = open?.ReadThread(name, $"{folder}/task/{thread}", shared);
        }
    }

    private void ReadDevices(OpenFileEvidence open)
    {
        open.ReadText("swap", $"{procRoot}/swaps");
        foreach (
            var device in List($"{sysRoot}/block").Where(name => name.StartsWith("loop", StringComparison.Ordinal))
        )
            open.ReadText($"loop device {device}", $"{sysRoot}/block/{device}/loop/backing_file");
        ReadAufs(open);
    }

    /// <summary>aufs shows only the id of a mount in mountinfo; its branches, which are the layers, are in
    /// <c>/sys/fs/aufs</c>.</summary>
    private void ReadAufs(OpenFileEvidence open)
    {
        foreach (
            var mount in List($"{sysRoot}/fs/aufs").Where(name => name.StartsWith("si_", StringComparison.Ordinal))
        )
        {
            foreach (
                var branch in List($"{sysRoot}/fs/aufs/{mount}")
                    .Where(name => name.StartsWith("br", StringComparison.Ordinal))
            )
                open.ReadText($"aufs mount {mount[3..]}", $"{sysRoot}/fs/aufs/{mount}/{branch}");
        }
    }

    private List<string> List(string path)
    {
        try
        {
            using var folder = DirectoryHandle.Open(path);
            return [.. folder.List().Select(entry => entry.Name.ToString())];
        }
        catch (LinuxException refused)
        {
            tally.Note(path, refused.Errno);
            return [];
        }
    }

    private Doubt NothingSeen() =>
        new(
            DoubtKind.KernelEvidenceMissing,
            DoubtScope.Everything,
            procRoot,
            "No process is visible there, so mounts and open files are unknown. Mount the host's /proc and "
                + "specify it with --proc."
        );
}
