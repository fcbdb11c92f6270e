using System.Globalization;
using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Kernel;

/// <summary>Reads what processes hold open, run from, work in or have mapped.</summary>
internal sealed class OpenFileEvidence(
    Findings findings,
    LiveNames names,
    ProcFiles files,
    KernelTally tally,
    string procRoot
)
{
    /// <summary>Programs of engines that name the directory they work on in their arguments.</summary>
    private static readonly string[] Workers = ["docker-untar", "docker-applyLayer", "fuse-overlayfs"];

    private const string MountId = "mnt_id:";

    private readonly HashSet<ResourceId> found = [];
    private readonly string init = $"{procRoot}/1/";

    /// <summary>Adds what all threads of a process share: program, mapped files and, for the workers of an engine,
    /// arguments.</summary>
    public void ReadProcess(string process, string folder)
    {
        ReadLink(process, $"{folder}/exe");
        ReadText(process, $"{folder}/maps");
        var program = files.ReadFile($"{folder}/cmdline", out _);
        if (IsWorker(program))
            Add(process, program);
    }

    /// <summary>Adds what a thread may have of its own: root, working directory and, unless <paramref name="shared"/>
    /// says that it has the same as the one before, open files.</summary>
    /// <returns>The open file descriptors, for comparison.</returns>
    public string ReadThread(string process, string folder, string? shared)
    {
        ReadLink(process, $"{folder}/cwd");
        ReadLink(process, $"{folder}/root");
        var descriptors = ListDescriptors($"{folder}/fd");
        var joined = string.Join(' ', descriptors);
        if (joined == shared)
            return joined;
        tally.OpenFiles += descriptors.Count;
        foreach (var descriptor in descriptors)
            ReadLink(process, $"{folder}/fd/{descriptor}");
        return joined;
    }

    /// <summary>Adds what a text of the kernel names, for example <c>/proc/swaps</c>.</summary>
    public void ReadText(string holder, string path)
    {
        var text = files.ReadFile(path, out var errno);
        Note(path, errno);
        Add(holder, text);
    }

    private static bool IsWorker(ReadOnlySpan<byte> commandLine)
    {
        var end = commandLine.IndexOf((byte)0);
        var program = System.Text.Encoding.Latin1.GetString(end < 0 ? commandLine : commandLine[..end]);
        return Workers.Contains(program[(program.LastIndexOf('/') + 1)..]);
    }

    private List<string> ListDescriptors(string path)
    {
        try
        {
            using var folder = DirectoryHandle.Open(path);
            return
            [
                .. folder
                    .List()
                    .Select(entry => entry.Name.ToString())
                    .OrderBy(name => int.Parse(name, CultureInfo.InvariantCulture)),
            ];
        }
        catch (LinuxException refused)
        {
            Note(path, refused.Errno);
            return [];
        }
    }

    /// <summary>A file that lies deeper than a path may be long. Within a container's layers its mount names all of
    /// them, and is evidence by itself.</summary>
    private bool IsOnOverlay(string path)
    {
        if (path.Split('/') is not [.., "fd", var descriptor])
            return false;
        var folder = path[..^($"/fd/{descriptor}".Length)];
        var facts = Encoding.ASCII.GetString(files.ReadFile($"{folder}/fdinfo/{descriptor}", out _));
        var line = facts.Split('\n').FirstOrDefault(line => line.StartsWith(MountId, StringComparison.Ordinal));
        return int.TryParse(line?[MountId.Length..], CultureInfo.InvariantCulture, out var mount)
            && MountTable.Read(files.ReadFile($"{folder}/mountinfo", out _)).Find(mount)?.Type == "overlay";
    }

    private void ReadLink(string process, string path)
    {
        var link = files.ReadLink(path, out var errno);
        if (errno == Errno.ENAMETOOLONG)
            link = files.ReadPlaceAbove(path, out errno);
        if (errno == Errno.ENOTDIR && IsOnOverlay(path))
            return;
        Note(path, errno);
        if (link.StartsWith((byte)'/'))
            Add(process, link);
    }

    /// <summary>Some hosts hide init even from root. It runs from the host's own files, and whatever it starts is a
    /// process by itself.</summary>
    private void Note(string path, Errno errno)
    {
        if (!path.StartsWith(init, StringComparison.Ordinal))
            tally.Note(path, errno);
    }

    private void Add(string process, ReadOnlySpan<byte> text)
    {
        found.Clear();
        names.Find(text, found);
        if (found.Count == 0)
            return;
        var draft = findings.Get(ResourceKind.OpenFile, process);
        foreach (var id in found)
            draft.Need(id);
    }
}
