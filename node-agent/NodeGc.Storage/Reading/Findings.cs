using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>What all readers found so far. Facts are only ever added; the result does not depend on the
/// order.</summary>
internal sealed class Findings
{
    private readonly Dictionary<ResourceId, Draft> drafts = [];
    private readonly HashSet<Doubt> doubts = [];
    private readonly Dictionary<string, Leftover> leftovers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegisterInFlight> inFlight = new(StringComparer.Ordinal);
    private readonly List<WitnessAccount> witnesses = [];

    public IReadOnlyCollection<Draft> Drafts => drafts.Values;

    public IReadOnlyCollection<Doubt> Doubts => doubts;

    /// <summary>The resource <paramref name="id"/>, made on first use.</summary>
    public Draft Get(ResourceId id)
    {
        if (!drafts.TryGetValue(id, out var draft))
            drafts.Add(id, draft = new Draft(id));
        return draft;
    }

    public Draft Get(ResourceKind kind, string name) => Get(new ResourceId(kind, name));

    /// <summary>The resource, if some reader has found it.</summary>
    public Draft? Find(ResourceId id) => drafts.GetValueOrDefault(id);

    /// <summary>The same id with the name that is kept already, if there is one: a layer is named by many, and each
    /// name is read anew.</summary>
    public ResourceId Share(ResourceId id) => Find(id)?.Id ?? id;

    /// <summary>How many resources of a kind there are.</summary>
    public int Count(ResourceKind kind) => drafts.Keys.Count(id => id.Kind == kind);

    public void Add(Doubt doubt) => doubts.Add(doubt);

    public void Add(Leftover leftover) => leftovers[leftover.Path] = leftover;

    public void Add(RegisterInFlight register) => inFlight[register.Path] = register;

    public void Add(WitnessAccount account) => witnesses.Add(account);

    public Inventory ToInventory(StoreFacts store, DateTimeOffset takenAt) =>
        new()
        {
            Store = store,
            TakenAt = takenAt,
            Resources = [.. drafts.Values.OrderBy(draft => draft.Id).Select(draft => draft.ToResource())],
            Doubts =
            [
                .. doubts
                    .OrderBy(doubt => doubt.Subject, StringComparer.Ordinal)
                    .ThenBy(doubt => doubt.Message, StringComparer.Ordinal),
            ],
            InFlight = [.. inFlight.Values.OrderBy(register => register.Path, StringComparer.Ordinal)],
            Leftovers = [.. leftovers.Values.OrderBy(leftover => leftover.Path, StringComparer.Ordinal)],
            Witnesses = [.. witnesses],
        };
}
