using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>
/// Mints and checks the tokens of service accounts: JSON Web Tokens with the claims of the real ones, so that clients
/// which read the expiry out of them work. They are signed with a key that lives as long as the server.
/// </summary>
internal sealed class ServiceAccountTokens(ObjectStore store, TimeProvider clock)
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <param name="account">Whose token it is.</param>
    /// <param name="binding">The pod that it is made for; null for none.</param>
    /// <param name="expires">When it ends.</param>
    public string Mint(JsonObject account, TokenBinding? binding, DateTimeOffset expires)
    {
        var own = new JsonObject
        {
            ["namespace"] = account.Namespace,
            ["serviceaccount"] = new JsonObject { ["name"] = account.Name, ["uid"] = account.Uid },
        };
        binding?.WriteTo(own);
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray("https://kubernetes.default.svc"),
            ["iss"] = "https://kubernetes.default.svc",
            ["sub"] = User.ServiceAccount(account.Namespace, account.Name).Name,
            ["iat"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = own,
        };
        var signed =
            $"{Encode(Encoding.UTF8.GetBytes(Header))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Sign(signed)}";
    }

    /// <summary>The account behind a token; null when it is forged, out of date, or the account or pod is gone or
    /// created again.</summary>
    public User? Find(string token)
    {
        var dot = token.LastIndexOf('.');
        if (dot < 0 || !FixedTimeEquals(Sign(token[..dot]), token[(dot + 1)..]))
            return null;
        var claims = (JsonObject)JsonNode.Parse(Decode(token[..dot].Split('.')[1]))!;
        var own = claims.Child("kubernetes.io")!;
        var (ns, name) = (own.Text("namespace")!, own.Text("serviceaccount", "name")!);
        var account = store.Find(new ObjectKey("serviceaccounts", ns, name));
        var binding = TokenBinding.From(own);
        var isGood =
            account?.Body.Uid == own.Text("serviceaccount", "uid")
            && binding?.IsGood(ns, store) != false
            && claims.Number("exp") > clock.GetUtcNow().ToUnixTimeSeconds();
        if (!isGood)
            return null;
        var credential = KeyValuePair.Create(
            "authentication.kubernetes.io/credential-id",
            ImmutableArray.Create($"JTI={claims.Text("jti")}")
        );
        return User.ServiceAccount(ns, name) with
        {
            Uid = account!.Body.Uid,
            Extra = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [credential, .. binding?.Extra() ?? []]
            ),
        };
    }

    private string Sign(string text) => Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static bool FixedTimeEquals(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
