using System.Collections.Immutable;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>An engine's volumes: what it knows, and what it does on disk, as dockerd's local driver does.</summary>
internal sealed class FakeEngine(SmallStore store)
{
    public Dictionary<string, VolumeDefinition> Known { get; } = [];

    /// <summary>Volumes that containers use.</summary>
    public HashSet<string> InUse { get; } = [];

    /// <summary>Called before each answer.</summary>
    public Action<string> OnCall { get; set; } = _ => { };

    public EngineOperations Functions =>
        new(
            (name, _) => Answer($"find {name}", () => Known.GetValueOrDefault(name)),
            (definition, _) => Answer($"create {definition.Name}", () => Create(definition)),
            (name, _) => Answer($"remove {name}", () => Remove(name))
        );

    public void Define(string name) =>
        Known[name] = new VolumeDefinition(
            name,
            "local",
            ImmutableDictionary<string, string>.Empty.Add("team", "storage"),
            ImmutableDictionary<string, string>.Empty
        );

    private Task<T> Answer<T>(string call, Func<T> answer)
    {
        OnCall(call);
        return Task.FromResult(answer());
    }

    private bool Create(VolumeDefinition definition)
    {
        store.Tree.Folder($"volumes/{definition.Name}/_data");
        return Known.TryAdd(definition.Name, definition);
    }

    private VolumeRemoval Remove(string name)
    {
        if (InUse.Contains(name))
            return VolumeRemoval.InUse;
        if (!Known.Remove(name))
            return VolumeRemoval.AlreadyGone;
        if (store.Exists($"volumes/{name}"))
            Directory.Delete(store.Tree.At($"volumes/{name}"), recursive: true);
        return VolumeRemoval.Removed;
    }
}
