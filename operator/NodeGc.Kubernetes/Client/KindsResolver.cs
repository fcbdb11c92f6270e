using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NodeGc.Kubernetes.Client;

/// <summary>Provides the package with the source-generated serialization of the kinds in use.</summary>
internal sealed class KindsResolver : IJsonTypeInfoResolver
{
    private readonly ConcurrentDictionary<IJsonTypeInfoResolver, bool> known = new();

    public void Add(IJsonTypeInfoResolver resolver) => known.TryAdd(resolver, true);

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        known.Keys.Select(resolver => resolver.GetTypeInfo(type, options)).FirstOrDefault(info => info is not null);
}
