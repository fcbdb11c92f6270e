using System.Text.RegularExpressions;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>
/// Adds what interrupted pulls, builds, loads and exports left in <c>tmp</c>. Engines since 17.06 empty the directory
/// on start; otherwise nothing does. What was created or changed since the engine's start may be in use; what a process
/// has open or mounted is kept by the kernel's evidence.
/// </summary>
internal sealed partial class ScratchReader(ReadPass pass)
{
    private const string Folder = "tmp";

    /// <summary>Adds only entries with a name that engines use: the directory may be anybody's <c>TMPDIR</c>.</summary>
    public void Read() => pass.MetadataReader.Read(Folder, DoubtScope.Nothing, () =>
        {
            foreach (var entry in pass.Root.List(Folder))
            {
                var path = $"{Folder}/{entry.Name}";
                if (Scratch().IsMatch(entry.Name.ToString()) && IsOfTheDead(path))
                    pass.AddDebris(path, "temporary files of an interrupted pull, build, load or export");
            }
        });

    private bool IsOfTheDead(string path) =>
        pass.DaemonStartedAt is not { } start
        || (pass.Root.FindStatus(path) is { } status && status.LastChanged < start);

    /// <summary>Names of Go's <c>os.MkdirTemp</c>: a prefix and a decimal number. Source: moby, <c>grep -r
    /// MkdirTemp</c>, <c>CreateTemp</c>.</summary>
    [GeneratedRegex(
        """
            ^(GetImageBlob|docker-builder|docker-import-|docker-export-|docker-tarsplit
            |buildkit-mount|qemu-check)[0-9]+\z
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Scratch();
}
