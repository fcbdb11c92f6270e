using System.Collections.Frozen;

namespace NodeGc.Docker;

/// <summary>The engine writes <c>null</c> for an empty map; callers get this instead.</summary>
internal static class EmptyMap
{
    public static readonly IReadOnlyDictionary<string, string> Instance = FrozenDictionary<string, string>.Empty;

    /// <summary>Also empty, but a different instance: the engine did not return the map at all.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unsaid = new Dictionary<string, string>();
}
