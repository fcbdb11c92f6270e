using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>collect.stores.names</c>: only drivers whose layers are directories. A name that cannot match
/// is rejected, because its author would wait for space that is never freed.</summary>
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
            return [new SpecProblem(at, "must list at least one driver; otherwise remove stores")];
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
                "'devicemapper' stores layers in thin devices, not in files: only the driver itself can remove them",
            "zfs" => "'zfs' stores layers in datasets outside the data root: remove them with zfs destroy",
            _ => $"'{name}' is not a supported storage driver; supported: "
                + string.Join(", ", Drivers.Order(StringComparer.Ordinal)),
        };
}
