using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Scenarios.Peers;

/// <summary>
/// A model, in words of our own, of a well-known script that removes directories of aufs which no image and no
/// container uses. It says what that script would delete and deletes nothing. Each of its bugs is a function called
/// after what it does wrong.
/// </summary>
/// <param name="dataRoot">Where the script was made to look.</param>
/// <param name="ownMounts">Lines of the script's own <c>/proc/mounts</c>.</param>
internal sealed class AufsCleanupScript(string dataRoot, params string[] ownMounts)
{
    /// <summary>Written into the script; bug 15.</summary>
    public const string HardCodedRoot = "/var/lib/docker";

    private readonly List<string> warnings = [];

    /// <summary>What it printed before it went on all the same.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Relative to the data root. Bug 9: no age, no second look, no thought of a daemon; bug 13: it needs no
    /// option to do it.</summary>
    /// <exception cref="InvalidOperationException">Bug 12: a name that was never set.</exception>
    public ImmutableSortedSet<string> WouldDelete()
    {
        HashSet<string> used = [.. LayersOfImages(), .. LayersOfContainers(), .. OnlyTopMountpointsOfItsOwnNamespace()];
        WarnsAndGoesOn(used);
        return [.. DeletesDataAndMountpointButNoMetadata(EveryNameIsACandidate().Where(name => !used.Contains(name)))];
    }

    private IEnumerable<string> LayersOfImages() =>
        Files("image/aufs/imagedb/content/sha256")
            .SelectMany(file => SkipsImagesWithoutDiffs(JsonNode.Parse(File.ReadAllText(file))!));

    private IEnumerable<string> LayersOfContainers() => Folders("containers").SelectMany(SkipsContainersWithoutMount);

    /// <summary>Bug 5: nothing of such an image counts as used.</summary>
    private IEnumerable<string> SkipsImagesWithoutDiffs(JsonNode image)
    {
        if (image["rootfs"]?["diff_ids"]?.AsArray() is not { Count: > 0 } diffs)
            return [];
        var chain = diffs
            .Select(diff => (string)diff!)
            .Aggregate((below, diff) => $"sha256:{StoreFiles.Hash($"{below} {diff}")}");
        return TakesAMissingChainForNoLayers(chain[7..]);
    }

    /// <summary>Bug 5 for containers.</summary>
    private IEnumerable<string> SkipsContainersWithoutMount(string id) =>
        WithItsLineEnd($"image/aufs/layerdb/mounts/{id}/mount-id") is { Length: > 0 } mount
            ? ForgetsTheInitLayer(mount)
            : [];

    /// <summary>Bug 4: damage is told at the level of information.</summary>
    private IEnumerable<string> TakesAMissingChainForNoLayers(string chain) =>
        WithItsLineEnd($"image/aufs/layerdb/sha256/{chain}/cache-id") is { Length: > 0 } directory
            ? [directory, .. ReadsTheParentsTwice(directory)]
            : [];

    /// <summary>Bug 2: there is an <c>init-id</c> beside the <c>mount-id</c>, and nobody reads it.</summary>
    private IEnumerable<string> ForgetsTheInitLayer(string mount) => [mount, .. ReadsTheParentsTwice(mount)];

    /// <summary>Bug 1: the first reading, meant as a test, leaves nothing for the second.</summary>
    private string[] ReadsTheParentsTwice(string directory)
    {
        var path = At($"aufs/layers/{directory}");
        if (!File.Exists(path))
            return [];
        using var file = File.OpenText(path);
        return file.ReadToEnd().Length == 0 ? [] : file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Bug 3: what an editor or <c>echo</c> wrote ends with a line end, and then equals no name.</summary>
    private string WithItsLineEnd(string path) => File.Exists(At(path)) ? File.ReadAllText(At(path)) : "";

    /// <summary>Bug 6: live directories that are missing show that metadata and disk do not belong together.</summary>
    private void WarnsAndGoesOn(HashSet<string> used) =>
        warnings.AddRange(
            from name in used
            where !Directory.Exists(At($"aufs/diff/{name}"))
            select $"something is wrong: {name} is used and is not there"
        );

    /// <summary>Bug 8: neither the branches below a mountpoint nor mounts of other namespaces nor another data root are
    /// seen.</summary>
    private IEnumerable<string> OnlyTopMountpointsOfItsOwnNamespace()
    {
        const string Prefix = $"{HardCodedRoot}/aufs/mnt/";
        return from line in ownMounts
            let mountpoint = line.Split(' ')[1]
            where mountpoint.StartsWith(Prefix, StringComparison.Ordinal)
            select mountpoint[Prefix.Length..];
    }

    /// <summary>Bug 14: also what the driver is removing, and what is none of Docker's. Bug 7: BuildKit, builds and
    /// <c>graph</c> were not asked.</summary>
    private IEnumerable<string> EveryNameIsACandidate() => Folders("aufs/mnt").Union(Folders("aufs/diff"));

    /// <summary>Bug 11: <c>layers/&lt;id&gt;</c> stays. Bug 10: whatever is mounted on <c>mnt/&lt;id&gt;</c> is deleted
    /// through it, errors ignored.</summary>
    private static IEnumerable<string> DeletesDataAndMountpointButNoMetadata(IEnumerable<string> names)
    {
        (string? Mount, string? Diff) last = default;
        foreach (var name in names)
        {
            last = ($"aufs/mnt/{name}", $"aufs/diff/{name}");
            yield return last.Mount;
            yield return last.Diff;
        }
        _ = last.Mount ?? throw new InvalidOperationException("name 'mount_path' is not defined");
    }

    private IEnumerable<string> Folders(string path) =>
        Directory.Exists(At(path))
            ? Directory.GetDirectories(At(path)).Select(folder => Path.GetFileName(folder)!)
            : [];

    private string[] Files(string path) => Directory.Exists(At(path)) ? Directory.GetFiles(At(path)) : [];

    private string At(string path) => Path.Combine(dataRoot, path);
}
