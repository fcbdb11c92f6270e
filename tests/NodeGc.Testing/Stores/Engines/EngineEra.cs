namespace NodeGc.Testing.Stores.Engines;

/// <summary>What kind of engine wrote a store; each writes other files.</summary>
public enum EngineEra
{
    /// <summary>1.0 to 1.2: images in <c>graph/</c>, volumes as <c>volumes/&lt;id&gt;/{json,layersize}</c> with their
    /// data in <c>vfs/dir</c>.</summary>
    Docker10,

    /// <summary>1.3 to 1.6: the same with <c>volumes/&lt;id&gt;/config.json</c>, bind mounts included.</summary>
    Docker13,

    /// <summary>1.7 to 1.9: volumes as <c>volumes/&lt;name&gt;/_data</c>.</summary>
    Docker17,

    /// <summary>Carried from before 1.10 to 1.10: <c>graph/</c> and <c>image/&lt;driver&gt;</c> side by side, and old
    /// names everywhere.</summary>
    Migrated,

    /// <summary>1.10 to 18.03: images by content.</summary>
    ContentAddressed,

    /// <summary>18.06 and later, with BuildKit's databases.</summary>
    BuildKit,
}
