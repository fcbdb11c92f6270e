using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>collect.stores.names</c>: only drivers whose layers are directories. A name that can match
/// nothing is refused, because its author waits for space that never comes.</summary>
internal static class StoreNameRules
{
    private static readonly FrozenSet<string> Drivers = FrozenSet.ToFrozenSet([
        "overlay2",
        "fuse-overlayfs",
        "overlay",
        "aufs",
        "btrfs",
        "vfs",
    ]);

    public static IEnumerable<SpecProblem> Check(string at, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
            return
            [
                new SpecProblem(
                    at,
                    "names no driver, so no store would ever go; name at least one, or leave stores out"
                ),
            ];
        return from index in Enumerable.Range(0, names.Length)
            let problem = FindProblem(names[index])
            where problem is not null
            select new SpecProblem($"{at}[{index}]", problem);
    }

    private static string? FindProblem(string name) =>
        name switch
        {
            _ when Drivers.Contains(name) => null,
            "devicemapper" =>
                "'devicemapper' keeps its layers in thin devices that no deletion of files frees: only the driver itself removes them",
            "zfs" => "'zfs' keeps its layers in datasets outside the data root: remove them with zfs destroy",
            _ =>
                $"'{name}' is no storage driver whose store can go; known are {string.Join(", ", Drivers.Order(StringComparer.Ordinal))}",
        };
}
