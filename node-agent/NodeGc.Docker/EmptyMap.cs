using System.Collections.Frozen;

namespace NodeGc.Docker;

/// <summary>The engine writes <c>null</c> for an empty map; callers see this instead.</summary>
internal static class EmptyMap
{
    public static readonly IReadOnlyDictionary<string, string> Instance = FrozenDictionary<string, string>.Empty;

    /// <summary>As empty, and another object: the engine did not mention the map at all.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unsaid = new Dictionary<string, string>();
}
