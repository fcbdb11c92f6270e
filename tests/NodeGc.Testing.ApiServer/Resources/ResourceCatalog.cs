using System.Collections.Immutable;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Resources;

/// <summary>Everything served right now: the built-in kinds and those of the established
/// CustomResourceDefinitions.</summary>
internal sealed class ResourceCatalog(ObjectStore store)
{
    private volatile View view = new(null, BuiltInResources.All);

    public ImmutableArray<ResourceType> All => Current().Types;

    public ResourceType? Find(string group, string version, string plural) =>
        All.FirstOrDefault(type => type.Group == group && type.Version == version && type.Plural == plural);

    public ResourceType? FindKind(string group, string version, string kind) =>
        All.FirstOrDefault(type => type.Group == group && type.Version == version && type.Kind == kind);

    private View Current()
    {
        var definitions = store.Snapshot(CustomResources.GroupResource).Items;
        if (!ReferenceEquals(view.Definitions, definitions))
            view = new View(definitions, [.. BuiltInResources.All, .. CustomResources.Served(definitions.Values)]);
        return view;
    }

    private sealed record View(
        ImmutableSortedDictionary<string, StoredObject>? Definitions,
        ImmutableArray<ResourceType> Types
    );
}
