using System.Text.Json.Serialization;
using NodeGc.Kubernetes.Json;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Access;

/// <summary>Source-generated serialization of the reviews.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)]
)]
[JsonSerializable(typeof(TokenReview))]
[JsonSerializable(typeof(ObjectList<TokenReview>))]
[JsonSerializable(typeof(SubjectAccessReview))]
[JsonSerializable(typeof(ObjectList<SubjectAccessReview>))]
internal sealed partial class AccessJson : JsonSerializerContext;
