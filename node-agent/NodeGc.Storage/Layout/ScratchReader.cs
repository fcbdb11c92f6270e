using System.Text.RegularExpressions;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Layout;

/// <summary>
/// Adds what pulls, builds, loads and exports that died left in <c>tmp</c>. An engine since 17.06 empties the folder
/// when it starts; where none is started again, nobody does. What was made or changed since the engine's start may be
/// at work; what a process has open or mounted is kept by the kernel's evidence.
/// </summary>
internal sealed partial class ScratchReader(ReadPass pass)
{
    private const string Folder = "tmp";

    /// <summary>Adds the entries with a name that engines give, and no other: the folder may be anybody's
    /// <c>TMPDIR</c>.</summary>
    public void Read() => pass.Pieces.Read(Folder, DoubtScope.Nothing, () =>
        {
            foreach (var entry in pass.Root.List(Folder))
            {
                var path = $"{Folder}/{entry.Name}";
                if (Scratch().IsMatch(entry.Name.ToString()) && IsOfTheDead(path))
                    pass.AddDebris(path, "scratch of a pull, build, load or export that died");
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
