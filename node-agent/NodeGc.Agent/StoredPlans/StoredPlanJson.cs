using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodeGc.Agent.StoredPlans;

/// <summary>The JSON form of a stored plan: indented camelCase. The digest is computed over the same without a
/// digest.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(StoredPlan))]
internal sealed partial class StoredPlanJson : JsonSerializerContext
{
    /// <summary>With <c>+</c> and <c>'</c> as they are.</summary>
    private static StoredPlanJson Plain =>
        field ??= new(
            new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );

    public static byte[] Write(StoredPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Plain.StoredPlan);

    public static byte[] Write(PolicySpec policy) => JsonSerializer.SerializeToUtf8Bytes(policy, Plain.PolicySpec);

    /// <exception cref="JsonException">It is not such a document, or has unknown fields.</exception>
    public static StoredPlan? Read(byte[] content) => JsonSerializer.Deserialize(content, Plain.StoredPlan);

    public static string DigestOf(StoredPlan withoutDigest) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Write(withoutDigest)));
}
