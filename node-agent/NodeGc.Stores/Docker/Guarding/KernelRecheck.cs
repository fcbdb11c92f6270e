using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Host.Kernel;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>Checks a few items against the kernel only: cheap enough to be done directly after each batch was
/// moved.</summary>
public static class KernelRecheck
{
    /// <summary>Which of <paramref name="items"/> a mount or an open file refers to now. Unreadable evidence ends the
    /// run.</summary>
    public static RecheckResult Check(
        ImmutableArray<PlanItem> items,
        string procRoot,
        CancellationToken cancellationToken
    )
    {
        var findings = new InventoryBuilder();
        new KernelReader(findings, NamesOf(items), procRoot, "/sys").Read(cancellationToken);
        var users = findings.Builders.SelectMany(
            user => user.Needs,
            (user, id) => (Id: id, User: user.ToResource().ToString())
        );
        return new RecheckResult
        {
            InUse = users.DistinctBy(use => use.Id).ToImmutableDictionary(use => use.Id, use => use.User),
            StopReason = findings.Doubts.FirstOrDefault()?.Message,
        };
    }

    private static NameMatcher NamesOf(ImmutableArray<PlanItem> items)
    {
        var names = new NameMatcher();
        foreach (var item in items)
        {
            if (item.Id.Kind == ResourceKind.Volume)
                names.AddVolume(item.Id.Name);
            else if (item.Id.Kind == ResourceKind.Store)
                names.AddStore(item.Id.Name);
            else if (item.Id.Kind == ResourceKind.Debris)
                names.AddDebris(item.Id);
            else
                foreach (var path in item.Directory.Links.Add(item.Directory.Path))
                    names.AddLayer(path[(path.LastIndexOf('/') + 1)..], item.Id);
        }
        return names;
    }
}
