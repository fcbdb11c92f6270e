using System.Collections.Frozen;

namespace NodeGc.Docker;

/// <summary>The engine writes <c>null</c> for an empty map; callers see this instead.</summary>
internal static class EmptyMap
{
    public static readonly IReadOnlyDictionary<string, string> Instance = FrozenDictionary<string, string>.Empty;
}
