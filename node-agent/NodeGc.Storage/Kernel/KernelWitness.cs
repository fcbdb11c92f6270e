using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Storage.Kernel;

/// <summary>Asks the kernel alone about a few items: cheap enough to be done directly after each batch was
/// moved.</summary>
public static class KernelWitness
{
    /// <summary>Which of <paramref name="items"/> a mount or an open file names now. What cannot be seen ends the
    /// run.</summary>
    public static SecondLook Ask(ImmutableArray<PlanItem> items, string procRoot, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        new KernelReader(findings, NamesOf(items), procRoot, "/sys").Read(cancellationToken);
        var users = findings.Drafts.SelectMany(
            user => user.Needs,
            (user, id) => (Id: id, User: user.ToResource().ToString())
        );
        return new SecondLook
        {
            Alive = users.DistinctBy(use => use.Id).ToImmutableDictionary(use => use.Id, use => use.User),
            EndRunBecause = findings.Doubts.FirstOrDefault()?.Message,
        };
    }

    private static LiveNames NamesOf(ImmutableArray<PlanItem> items)
    {
        var names = new LiveNames();
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
