using System.Globalization;
using System.Text;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Kernel;

/// <summary>Reads open files, programs, working directories and mappings of processes.</summary>
public sealed class OpenFileEvidence(
    InventoryBuilder findings,
    NameMatcher names,
    ProcFiles files,
    KernelTally tally,
    string procRoot
)
{
    /// <summary>Helper programs of engines whose arguments name the directory that they work on.</summary>
    private static readonly string[] Workers = ["docker-untar", "docker-applyLayer", "fuse-overlayfs"];

    private const string MountId = "mnt_id:";

    private readonly HashSet<ResourceId> found = [];
    private readonly string init = $"{procRoot}/1/";

    /// <summary>Adds what all threads of a process share: program, mapped files and, for an engine's helpers,
    /// arguments.</summary>
    public void ReadProcess(string process, string folder)
    {
        ReadLink(process, $"{folder}/exe");
        ReadText(process, $"{folder}/maps");
        var program = files.ReadFile($"{folder}/cmdline", out _);
        if (IsWorker(program))
            Add(process, program);
    }

    /// <summary>Adds what may differ per thread: root, working directory and, unless <paramref name="shared"/> shows
    /// that they are the same as the previous thread's, open files.</summary>
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

    /// <summary>Adds what is named in a text from the kernel, for example <c>/proc/swaps</c>.</summary>
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

    /// <summary>A file deeper than the maximum path length. For files in a container, its mount names all its layers
    /// and is evidence by itself.</summary>
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

    /// <summary>Some hosts hide init even from root. It runs from the host's own files, and its children are separate
    /// processes.</summary>
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
        var builder = findings.Get(ResourceKind.OpenFile, process);
        foreach (var id in found)
            builder.Need(id);
    }
}
