using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Rules;

/// <summary>Garbage that a policy keeps. To protect something new, add a rule and a line to <see cref="All"/>; if
/// several rules keep the same resource, the first is reported.</summary>
public static class PolicyRules
{
    private static readonly Func<PolicyInput, IEnumerable<Root>>[] All =
    [
        ClassIsNotCollected,
        ClassIsOnlyReported,
        StoreIsInUse,
        StoreIsNotNamed,
        NameMayBeUsedAgain,
        VolumeIsOutOfScope,
        VolumeLiesElsewhere,
        CannotBeMoved,
        EngineIsNotRunning,
        ImageIsPinned,
        .. ImageRules.All,
        CacheIsWithinBytes,
        VolumeIsPinned,
        ContainerIsPinned,
        LabelIsPinned,
        TooYoung,
        NotConfirmed,
    ];

    /// <summary>The roots that the policy adds; if several rules keep the same resource, the first in the list is
    /// reported.</summary>
    public static IEnumerable<Root> Find(PolicyInput input) =>
        All.SelectMany(rule => rule(input)).DistinctBy(root => root.Id);

    /// <summary>True if another scan may be all that is needed.</summary>
    public static bool NeedsAnotherScan(RootReason reason) => reason.Rule == nameof(NotConfirmed);

    private static IEnumerable<Root> ClassIsNotCollected(PolicyInput input) =>
        from candidate in input.Candidates
        where input.Policy.For(GarbageClasses.ClassOf(candidate)) is null
        select Keep(
            candidate,
            nameof(ClassIsNotCollected),
            $"collect.{GarbageClasses.ClassOf(candidate).Word()} is not set in the policy"
        );

    private static IEnumerable<Root> ClassIsOnlyReported(PolicyInput input) =>
        from candidate in input.Candidates
        where input.Policy.OnlyReported.Contains(GarbageClasses.ClassOf(candidate))
        select Keep(
            candidate,
            nameof(ClassIsOnlyReported),
            $"collect.{GarbageClasses.ClassOf(candidate).Word()}.mode is Report"
        );

    /// <summary>As the engine's own keepBytes: the least recently used is removed first, until no more than that is
    /// left.</summary>
    private static IEnumerable<Root> CacheIsWithinBytes(PolicyInput input)
    {
        var left = input.Policy.KeptBuildCache.Value;
        if (left == 0)
            yield break;
        var records = input.Inventory.Resources.Where(resource =>
            resource is { Id.Kind: ResourceKind.BuildCacheRecord, EngineManaged: not null }
        );
        foreach (
            var record in records
                .OrderByDescending(record => record.EngineManaged!.LastUsed)
                .ThenBy(record => record.Id)
        )
        {
            left -= (record.Size ?? Bytes.Zero).Value;
            if (left < 0)
                yield break;
            yield return Keep(
                record,
                nameof(CacheIsWithinBytes),
                $"within the {input.Policy.KeptBuildCache} of build cache that collect.buildCache.keepBytes keeps"
            );
        }
    }

    /// <summary>The store in use should never be a candidate; if it is, it is kept whatever the policy lists.</summary>
    private static IEnumerable<Root> StoreIsInUse(PolicyInput input) =>
        from store in input.Candidates
        where store.Id.Kind == ResourceKind.Store && store.Id.Name == input.Inventory.Store.Driver
        select Keep(store, nameof(StoreIsInUse), $"{store.Id.Name} is the storage driver in use");

    /// <summary>A store can be used again with its driver: it is unused, not garbage, until the policy names
    /// it.</summary>
    private static IEnumerable<Root> StoreIsNotNamed(PolicyInput input) =>
        from store in input.Candidates
        where
            store.Id.Kind == ResourceKind.Store
            && input.Policy.Stores is not null
            && !input.Policy.StoreNames.Contains(store.Id.Name)
        select Keep(store, nameof(StoreIsNotNamed), $"{store.Id.Name} is not listed in collect.stores.names");

    /// <summary>Before 1.10 a pull may start to write into a directory of this name at any moment.</summary>
    private static IEnumerable<Root> NameMayBeUsedAgain(PolicyInput input) =>
        from candidate in input.Candidates
        where
            candidate.Id.Kind is ResourceKind.LayerDirectory or ResourceKind.Debris
            && input.Inventory.Store is { ReusesNames: true, IsEngineRunning: true }
        select Keep(
            candidate,
            nameof(NameMayBeUsedAgain),
            "Docker before 1.10 may reuse its name: removed only while the engine is stopped"
        );

    private static IEnumerable<Root> VolumeIsOutOfScope(PolicyInput input) =>
        from volume in input.Volumes
        let scope = ScopeOf(volume.Volume!)
        where input.Policy.Volumes is not null && scope > input.Policy.VolumeScope
        select Keep(
            volume,
            nameof(VolumeIsOutOfScope),
            $"unused, but collect.volumes.scope is {input.Policy.VolumeScope} and this volume requires "
                + $"{scope}{CommandFor(volume)}"
        );

    private static VolumeScope ScopeOf(VolumeFacts facts) =>
        facts switch
        {
            // An engine may generate the name too, but only a person sets options.
            { IsKnown: true, IsRecordOnly: true } => VolumeScope.Unused,
            { IsKnown: false } => VolumeScope.Orphaned,
            { IsAnonymous: true } => VolumeScope.Anonymous,
            _ => VolumeScope.Unused,
        };

    /// <summary>If an engine knows it and its data is elsewhere, the engine removes its record and leaves the data
    /// where it is.</summary>
    private static IEnumerable<Root> VolumeLiesElsewhere(PolicyInput input) =>
        from volume in input.Volumes
        where volume.Volume is { IsLocal: false } and not { IsRecordOnly: true, IsKnown: true }
        select Keep(
            volume,
            nameof(VolumeLiesElsewhere),
            $"its data is outside its directory: only its volume driver can remove it{CommandFor(volume)}"
        );

    private static string CommandFor(Resource volume) =>
        volume.Volume is { IsKnown: true, IsLocal: false }
            ? $"; if it is no longer needed: docker volume rm {volume.Id.Name}"
            : "";

    /// <summary>What cannot be restored is not removed.</summary>
    private static IEnumerable<Root> CannotBeMoved(PolicyInput input) =>
        from candidate in input.Candidates
        let obstacle = candidate.Directory?.Obstacle
        where obstacle is not null
        select Keep(candidate, nameof(CannotBeMoved), obstacle);

    /// <summary>While no engine runs, nothing can refuse the removal of a volume, and a directory without a record
    /// becomes a volume on the next start.</summary>
    private static IEnumerable<Root> EngineIsNotRunning(PolicyInput input) =>
        from volume in input.Volumes
        where !input.Inventory.Store.IsEngineRunning
        select Keep(
            volume,
            nameof(EngineIsNotRunning),
            "volumes are removed only while the engine is running and allows it"
        );

    private static IEnumerable<Root> ImageIsPinned(PolicyInput input)
    {
        var patterns = Pins.Images(input.Policy.Protect.Images);
        return from resource in patterns.IsEmpty ? [] : input.Inventory.Resources
            let pattern = Pins.FindImage(patterns, resource)
            where pattern is not null
            select Keep(resource, nameof(ImageIsPinned), $"matches protect.images ({pattern.Text})");
    }

    private static IEnumerable<Root> VolumeIsPinned(PolicyInput input) =>
        from volume in input.Volumes
        let pattern = input.Policy.Protect.Volumes.FirstOrDefault(pattern => Pins.IsVolume(volume, pattern))
        where pattern is not null
        select Keep(volume, nameof(VolumeIsPinned), $"matches protect.volumes ({pattern})");

    /// <summary>A container needs its image, what it wrote and its volumes: they are kept with it.</summary>
    private static IEnumerable<Root> ContainerIsPinned(PolicyInput input) =>
        from container in input.Inventory.Resources
        let pattern = input.Policy.Protect.Containers.FirstOrDefault(pattern => Pins.IsContainer(container, pattern))
        where pattern is not null
        select Keep(container, nameof(ContainerIsPinned), $"matches protect.containers ({pattern})");

    private static IEnumerable<Root> LabelIsPinned(PolicyInput input) =>
        from resource in input.Inventory.Resources
        from label in input.Policy.Protect.Labels
        where Pins.HasLabel(resource, label)
        select Keep(resource, nameof(LabelIsPinned), $"matches protect.labels ({label})");

    /// <summary>A time in the future counts as younger than now.</summary>
    private static IEnumerable<Root> TooYoung(PolicyInput input) =>
        from candidate in input.Candidates
        let minAge = input.Policy.For(GarbageClasses.ClassOf(candidate))?.MinAge ?? TimeSpan.Zero
        let changed = candidate.LastChanged!.Value
        where input.Now - changed < minAge
        let until = Instant.Later(changed, minAge)
        let what = candidate.Directory is null ? "last used" : "last changed"
        select Keep(
            candidate,
            nameof(TooYoung),
            $"{what} at {Instant.Format(changed)}; younger than the minimum age until {Instant.Format(until)}"
        );

    private static IEnumerable<Root> NotConfirmed(PolicyInput input) =>
        from candidate in input.Candidates
        let policy = input.Policy.For(GarbageClasses.ClassOf(candidate))
        where policy is not null
        let sighting = input.Sightings.Find(candidate)
        where sighting is null || !sighting.Confirms(policy)
        select Keep(
            candidate,
            nameof(NotConfirmed),
            sighting is null
                ? $"not yet seen as garbage by any scan; {policy.Confirmations} scans are required"
                : $"seen as garbage by {sighting.ScanCount} of {policy.Confirmations} required scans; can be "
                    + $"confirmed from {Instant.Format(sighting.ConfirmableAt(policy))} on"
        );

    internal static Root Keep(Resource resource, string rule, string text) =>
        new(resource.Id, new RootReason(rule, RootBasis.Policy, text));
}
