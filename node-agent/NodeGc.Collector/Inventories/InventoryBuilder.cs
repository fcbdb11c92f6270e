using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>What all readers have found so far. Facts are only added, and the result does not depend on their
/// order.</summary>
public sealed class InventoryBuilder
{
    private readonly Dictionary<ResourceId, ResourceBuilder> builders = [];
    private readonly HashSet<Doubt> doubts = [];
    private readonly Dictionary<string, Leftover> leftovers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegisterInFlight> inFlight = new(StringComparer.Ordinal);
    private readonly List<Evidence> evidence = [];

    public IReadOnlyCollection<ResourceBuilder> Builders => builders.Values;

    public IReadOnlyCollection<Doubt> Doubts => doubts;

    /// <summary>The resource <paramref name="id"/>, created on first use.</summary>
    public ResourceBuilder Get(ResourceId id)
    {
        if (!builders.TryGetValue(id, out var builder))
            builders.Add(id, builder = new ResourceBuilder(id));
        return builder;
    }

    public ResourceBuilder Get(ResourceKind kind, string name) => Get(new ResourceId(kind, name));

    /// <summary>The resource, if a reader has found it.</summary>
    public ResourceBuilder? Find(ResourceId id) => builders.GetValueOrDefault(id);

    /// <summary>The equal id that is already stored, if there is one, to share its string: many owners name the same
    /// layer.</summary>
    public ResourceId Share(ResourceId id) => Find(id)?.Id ?? id;

    /// <summary>How many resources of a kind there are.</summary>
    public int Count(ResourceKind kind) => builders.Keys.Count(id => id.Kind == kind);

    public void Add(Doubt doubt) => doubts.Add(doubt);

    public void Add(Leftover leftover) => leftovers[leftover.Path] = leftover;

    public void Add(RegisterInFlight register) => inFlight[register.Path] = register;

    public void Add(Evidence account) => evidence.Add(account);

    public Inventory ToInventory(StoreFacts store, DateTimeOffset takenAt) =>
        new()
        {
            Store = store,
            TakenAt = takenAt,
            Resources = [.. builders.Values.OrderBy(builder => builder.Id).Select(builder => builder.ToResource())],
            Doubts =
            [
                .. doubts
                    .OrderBy(doubt => doubt.Subject, StringComparer.Ordinal)
                    .ThenBy(doubt => doubt.Message, StringComparer.Ordinal),
            ],
            InFlight = [.. inFlight.Values.OrderBy(register => register.Path, StringComparer.Ordinal)],
            Leftovers = [.. leftovers.Values.OrderBy(leftover => leftover.Path, StringComparer.Ordinal)],
            Evidence = [.. evidence],
        };
}
