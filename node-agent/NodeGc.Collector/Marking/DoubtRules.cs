using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>What cannot be proven to be garbage: unknown means keep.</summary>
public static class DoubtRules
{
    /// <summary>The garbage of <paramref name="liveness"/> that is in doubt.</summary>
    public static IEnumerable<Root> Find(Liveness liveness) => Find(liveness.Inventory, liveness.Garbage);

    /// <summary>Those of <paramref name="removable"/> that are in doubt.</summary>
    public static IEnumerable<Root> Find(Inventory inventory, IEnumerable<Resource> removable)
    {
        List<Resource> candidates = [.. removable];
        return NotUnderstood(inventory, candidates).Concat(PerhapsBeingWritten(inventory, candidates));
    }

    private static IEnumerable<Root> NotUnderstood(Inventory inventory, List<Resource> candidates)
    {
        var doubts = InCanonicalOrder(inventory.Doubts).ToLookup(doubt => doubt.Scope == DoubtScope.Listed);
        return WithinWholeScopes(doubts[false], candidates).Concat(Listed(doubts[true], candidates));
    }

    /// <summary>One root per scope and candidate, named after the first doubt, so that a thousand doubts cost no more
    /// than one.</summary>
    private static IEnumerable<Root> WithinWholeScopes(IEnumerable<Doubt> all, List<Resource> candidates) =>
        from doubts in all.GroupBy(doubt => doubt.Scope).OrderBy(doubts => doubts.Key)
        let reason = ReasonOf([.. doubts])
        from candidate in candidates
        where IsInScope(candidate.Id.Kind, doubts.Key)
        select new Root(candidate.Id, reason);

    /// <summary>What doubts list by name, even if it is not a candidate itself: what it needs is kept with it. A mount
    /// may belong to what was not understood: it is kept with the directory that contains it.</summary>
    private static IEnumerable<Root> Listed(IEnumerable<Doubt> all, List<Resource> candidates)
    {
        var owners = new Dictionary<ResourceId, Doubt>();
        foreach (var doubt in all)
        foreach (var id in doubt.Owned)
            owners.TryAdd(id, doubt);
        var mounts =
            from candidate in candidates
            where !owners.ContainsKey(candidate.Id)
            let owner = candidate.Mount is { } mount ? owners.GetValueOrDefault(mount.Layer) : null
            where owner is not null
            select new Root(candidate.Id, ReasonOf([owner]));
        return owners.Select(listed => new Root(listed.Key, ReasonOf([listed.Value]))).Concat(mounts);
    }

    private static IEnumerable<Doubt> InCanonicalOrder(IEnumerable<Doubt> doubts) =>
        doubts
            .OrderBy(doubt => doubt.Subject, StringComparer.Ordinal)
            .ThenBy(doubt => doubt.Kind)
            .ThenBy(doubt => doubt.Message, StringComparer.Ordinal);

    private static RootReason ReasonOf(List<Doubt> doubts)
    {
        var more = doubts.Count == 1 ? "" : $" (and {doubts.Count - 1} more)";
        return new RootReason(
            doubts[0].Kind.ToString(),
            RootBasis.Doubt,
            $"{doubts[0].Subject}: {doubts[0].Message}{more}"
        );
    }

    /// <summary>Whether a doubt of <paramref name="scope"/> keeps resources of <paramref name="kind"/>; listed ones are
    /// kept by name.</summary>
    public static bool IsInScope(ResourceKind kind, DoubtScope scope) =>
        scope switch
        {
            DoubtScope.Everything => true,
            DoubtScope.Layers => kind != ResourceKind.Volume,
            DoubtScope.Volumes => kind == ResourceKind.Volume,
            DoubtScope.Nothing or DoubtScope.Listed => false,
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "not a scope"),
        };

    /// <summary>Nothing points to the directory of a layer being written, and its times do not change while it is
    /// filled: only the birth of its marker shows which directories it cannot be.</summary>
    private static IEnumerable<Root> PerhapsBeingWritten(Inventory inventory, List<Resource> candidates)
    {
        var earliest = inventory
            .InFlight.OrderBy(BirthOfDirectory)
            .ThenBy(register => register.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        if (earliest is null)
            return [];
        var reason = new RootReason(
            "InFlight",
            RootBasis.Doubt,
            $"may be the layer that the engine is writing ({earliest.Path})"
        );
        var upon = new RootReason(
            "InFlight",
            RootBasis.Doubt,
            $"the layer that the engine is writing ({earliest.Path}) may be based on it"
        );
        return from candidate in candidates
            let isKnown = candidate.Id.Kind
                is ResourceKind.Image
                    or ResourceKind.ImageReference
                    or ResourceKind.BuildCacheRecord
            where
                isKnown
                || (
                    candidate.Id.Kind == ResourceKind.LayerDirectory
                    && candidate.Directory!.Born >= BirthOfDirectory(earliest)
                )
            select new Root(candidate.Id, isKnown ? upon : reason);
    }

    /// <summary>The earliest possible birth of the directory of <paramref name="register"/>.</summary>
    private static DateTimeOffset BirthOfDirectory(RegisterInFlight register) =>
        Instant.Earlier(register.Since, register.Margin);
}
