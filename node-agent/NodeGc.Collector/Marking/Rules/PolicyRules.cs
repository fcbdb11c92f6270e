using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Marking.Rules;

/// <summary>What a policy keeps although it may be garbage. To protect something new, add a rule and a line to
/// <see cref="All"/>; where several rules keep the same thing, the first is named.</summary>
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

    /// <summary>The roots that the policy adds; where several rules keep the same thing, the first in the list
    /// speaks.</summary>
    public static IEnumerable<Root> Find(PolicyInput input) =>
        All.SelectMany(rule => rule(input)).DistinctBy(root => root.Id);

    /// <summary>True where a further scan may be all that is wanted.</summary>
    public static bool WaitsForAnotherScan(RootReason reason) => reason.Rule == nameof(NotConfirmed);

    private static IEnumerable<Root> ClassIsNotCollected(PolicyInput input) =>
        from candidate in input.Candidates
        where input.Policy.For(ClassOf.Candidate(candidate)) is null
        select Keep(
            candidate,
            nameof(ClassIsNotCollected),
            $"the policy has no collect.{ClassOf.Candidate(candidate).Word()}"
        );

    private static IEnumerable<Root> ClassIsOnlyReported(PolicyInput input) =>
        from candidate in input.Candidates
        where input.Policy.OnlyReported.Contains(ClassOf.Candidate(candidate))
        select Keep(
            candidate,
            nameof(ClassIsOnlyReported),
            $"collect.{ClassOf.Candidate(candidate).Word()}.mode is Report"
        );

    /// <summary>The engine's own meaning of keepBytes: the least recently used goes first, until no more than that is
    /// left.</summary>
    private static IEnumerable<Root> CacheIsWithinBytes(PolicyInput input)
    {
        var left = input.Policy.KeptBuildCache.Value;
        if (left == 0)
            yield break;
        var records = input.Inventory.Resources.Where(resource =>
            resource is { Id.Kind: ResourceKind.BuildCacheRecord, Known: not null }
        );
        foreach (var record in records.OrderByDescending(record => record.Known!.LastUsed).ThenBy(record => record.Id))
        {
            left -= (record.Size ?? Bytes.Zero).Value;
            if (left < 0)
                yield break;
            yield return Keep(
                record,
                nameof(CacheIsWithinBytes),
                $"it is within the {input.Policy.KeptBuildCache} of build cache that collect.buildCache.keepBytes leaves"
            );
        }
    }

    /// <summary>Nobody should call the store in use a candidate; should somebody, it stays whatever the policy
    /// names.</summary>
    private static IEnumerable<Root> StoreIsInUse(PolicyInput input) =>
        from store in input.Candidates
        where store.Id.Kind == ResourceKind.Store && store.Id.Name == input.Inventory.Store.Driver
        select Keep(store, nameof(StoreIsInUse), $"{store.Id.Name} is the storage driver in use");

    /// <summary>A store comes back with its driver: it is dormant, not garbage, until somebody says its name.</summary>
    private static IEnumerable<Root> StoreIsNotNamed(PolicyInput input) =>
        from store in input.Candidates
        where
            store.Id.Kind == ResourceKind.Store
            && input.Policy.Stores is not null
            && !input.Policy.StoreNames.Contains(store.Id.Name)
        select Keep(store, nameof(StoreIsNotNamed), $"collect.stores.names does not have {store.Id.Name}");

    /// <summary>Before 1.10 a pull may begin to write into a directory of this very name at any moment.</summary>
    private static IEnumerable<Root> NameMayBeUsedAgain(PolicyInput input) =>
        from candidate in input.Candidates
        where
            candidate.Id.Kind is ResourceKind.LayerDirectory or ResourceKind.Debris
            && input.Inventory.Store is { ReusesNames: true, IsEngineRunning: true }
        select Keep(
            candidate,
            nameof(NameMayBeUsedAgain),
            "an engine before 1.10 may use its name again: it goes only while the engine is stopped"
        );

    private static IEnumerable<Root> VolumeIsOutOfScope(PolicyInput input) =>
        from volume in input.Volumes
        let scope = ScopeOf(volume.Volume!)
        where input.Policy.Volumes is not null && scope > input.Policy.VolumeScope
        select Keep(
            volume,
            nameof(VolumeIsOutOfScope),
            $"unused, but collect.volumes.scope is {input.Policy.VolumeScope}, and this one needs {scope}{CommandFor(volume)}"
        );

    private static VolumeScope ScopeOf(VolumeFacts facts) =>
        facts switch
        {
            { IsKnown: true, IsRecordOnly: true } => VolumeScope.Unused, // An engine names it too, but only a person gives it options.
            { IsKnown: false } => VolumeScope.Orphaned,
            { IsAnonymous: true } => VolumeScope.Anonymous,
            _ => VolumeScope.Unused,
        };

    /// <summary>Where an engine knows it and its data lies elsewhere, the engine removes its record and leaves the data
    /// where it is.</summary>
    private static IEnumerable<Root> VolumeLiesElsewhere(PolicyInput input) =>
        from volume in input.Volumes
        where volume.Volume is { IsLocal: false } and not { IsRecordOnly: true, IsKnown: true }
        select Keep(
            volume,
            nameof(VolumeLiesElsewhere),
            $"its data lies outside its directory: only its driver may remove it{CommandFor(volume)}"
        );

    private static string CommandFor(Resource volume) =>
        volume.Volume is { IsKnown: true, IsLocal: false }
            ? $"; if nobody needs it: docker volume rm {volume.Id.Name}"
            : "";

    /// <summary>What cannot be put back is not removed.</summary>
    private static IEnumerable<Root> CannotBeMoved(PolicyInput input) =>
        from candidate in input.Candidates
        let obstacle = candidate.Directory?.Obstacle
        where obstacle is not null
        select Keep(candidate, nameof(CannotBeMoved), obstacle);

    /// <summary>While no engine runs, nobody can refuse to forget a volume, and a directory without a record becomes a
    /// volume at the next start.</summary>
    private static IEnumerable<Root> EngineIsNotRunning(PolicyInput input) =>
        from volume in input.Volumes
        where !input.Inventory.Store.IsEngineRunning
        select Keep(volume, nameof(EngineIsNotRunning), "volumes go only while the engine runs and agrees");

    private static IEnumerable<Root> ImageIsPinned(PolicyInput input)
    {
        var patterns = Pins.Images(input.Policy.Protect.Images);
        return from resource in patterns.IsEmpty ? [] : input.Inventory.Resources
            let pattern = Pins.FindImage(patterns, resource)
            where pattern is not null
            select Keep(resource, nameof(ImageIsPinned), $"protect.images has {pattern.Text}");
    }

    private static IEnumerable<Root> VolumeIsPinned(PolicyInput input) =>
        from volume in input.Volumes
        let pattern = input.Policy.Protect.Volumes.FirstOrDefault(pattern => Pins.IsVolume(volume, pattern))
        where pattern is not null
        select Keep(volume, nameof(VolumeIsPinned), $"protect.volumes has {pattern}");

    /// <summary>A container needs its image, what it wrote and its volumes: they stay with it.</summary>
    private static IEnumerable<Root> ContainerIsPinned(PolicyInput input) =>
        from container in input.Inventory.Resources
        let pattern = input.Policy.Protect.Containers.FirstOrDefault(pattern => Pins.IsContainer(container, pattern))
        where pattern is not null
        select Keep(container, nameof(ContainerIsPinned), $"protect.containers has {pattern}");

    private static IEnumerable<Root> LabelIsPinned(PolicyInput input) =>
        from resource in input.Inventory.Resources
        from label in input.Policy.Protect.Labels
        where Pins.HasLabel(resource, label)
        select Keep(resource, nameof(LabelIsPinned), $"protect.labels has {label}");

    /// <summary>A time in the future is younger than just now.</summary>
    private static IEnumerable<Root> TooYoung(PolicyInput input) =>
        from candidate in input.Candidates
        let minAge = input.Policy.For(ClassOf.Candidate(candidate))?.MinAge ?? TimeSpan.Zero
        let changed = candidate.LastChanged!.Value
        where input.Now - changed < minAge
        let until = Instant.Later(changed, minAge)
        let what = candidate.Directory is null ? "it was used" : "it changed"
        select Keep(
            candidate,
            nameof(TooYoung),
            $"{what} at {Instant.Format(changed)} and is too young until {Instant.Format(until)}"
        );

    private static IEnumerable<Root> NotConfirmed(PolicyInput input) =>
        from candidate in input.Candidates
        let policy = input.Policy.For(ClassOf.Candidate(candidate))
        where policy is not null
        let sighting = input.Sightings.Find(candidate)
        where sighting is null || !sighting.Confirms(policy)
        select Keep(
            candidate,
            nameof(NotConfirmed),
            sighting is null
                ? $"no scan has seen it as garbage yet; {policy.Confirmations} are needed"
                : $"{sighting.Looks} of {policy.Confirmations} scans have seen it as garbage; "
                    + $"one from {Instant.Format(sighting.ConfirmableAt(policy))} on can confirm it"
        );

    internal static Root Keep(Resource resource, string rule, string text) =>
        new(resource.Id, new RootReason(rule, RootBasis.Policy, text));
}
