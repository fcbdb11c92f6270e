using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodeGc.Agent.Plans;

/// <summary>The form of a kept plan: indented camelCase. The canonical form, which the digest is over, is the same
/// without a digest.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(KeptPlan))]
internal sealed partial class KeptPlanJson : JsonSerializerContext
{
    /// <summary>With <c>+</c> and <c>'</c> as they are.</summary>
    private static KeptPlanJson Plain =>
        field ??= new(
            new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );

    public static byte[] Write(KeptPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Plain.KeptPlan);

    public static byte[] Write(KeptPolicy policy) => JsonSerializer.SerializeToUtf8Bytes(policy, Plain.KeptPolicy);

    /// <exception cref="JsonException">It is no such document, or says what this version does not know.</exception>
    public static KeptPlan? Read(byte[] content) => JsonSerializer.Deserialize(content, Plain.KeptPlan);

    public static string DigestOf(KeptPlan withoutDigest) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Write(withoutDigest)));
}
