using NodeGc.Collector.Inventories;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>
/// What a damaged piece of metadata could own: a whole scope, or what is possible according to everything else that was
/// read. The narrower, the less a single lost file keeps.
/// </summary>
internal sealed class Ownership
{
    private readonly DoubtScope scope;
    private readonly Func<ReadPass, IEnumerable<ResourceId>>? list;

    private Ownership(DoubtScope scope, Func<ReadPass, IEnumerable<ResourceId>>? list) =>
        (this.scope, this.list) = (scope, list);

    public static implicit operator Ownership(DoubtScope scope) => new(scope, null);

    /// <summary>What <paramref name="list"/> selects from everything that was read.</summary>
    public static Ownership From(Func<ReadPass, IEnumerable<ResourceId>> list) => new(DoubtScope.Listed, list);

    /// <summary>What both could own.</summary>
    public Ownership And(Ownership other) =>
        this switch
        {
            { list: null } => scope == DoubtScope.Nothing ? other : this,
            _ when other.list is null => other.scope == DoubtScope.Nothing ? this : other,
            _ => From(pass => list(pass).Concat(other.list(pass))),
        };

    /// <summary>The doubt with everything that the piece could own.</summary>
    public Doubt ScopeOf(Doubt doubt, ReadPass pass) =>
        list is null
            ? doubt with
            {
                Scope = scope,
            }
            : doubt with
            {
                Scope = DoubtScope.Listed,
                Owned = [.. list(pass).Distinct().Order()],
            };
}
