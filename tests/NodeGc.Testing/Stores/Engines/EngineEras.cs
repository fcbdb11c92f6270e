namespace NodeGc.Testing.Stores.Engines;

/// <summary>What the eras have in common.</summary>
public static class EngineEras
{
    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<EngineEra> All { get; } = Enum.GetValues<EngineEra>();

    /// <summary>Images lie in <c>graph/</c> and nowhere else; directories are named after images and
    /// containers.</summary>
    public static bool IsGraph(this EngineEra era) => era < EngineEra.Migrated;

    /// <summary>Volumes are named by the engine and have their data in <c>vfs/dir</c>.</summary>
    public static bool KeepsVolumesInVfs(this EngineEra era) => era < EngineEra.Docker17;

    /// <summary>A container's directories are named after it.</summary>
    public static bool NamesDirectoriesAfterContainers(this EngineEra era) => era <= EngineEra.Migrated;
}
