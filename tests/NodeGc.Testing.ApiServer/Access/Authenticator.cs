using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Http;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Finds the user of a request: by client certificate (CN is the name, O the groups), by bearer token, or
/// nobody.</summary>
internal sealed class Authenticator(ServiceAccountTokens serviceAccounts)
{
    /// <summary>Gives every right: its user is in <c>system:masters</c>.</summary>
    public string AdminToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public User Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return ByToken(header["Bearer ".Length..].Trim());
        return http.Connection.ClientCertificate is { } certificate ? ByCertificate(certificate) : User.Anonymous;
    }

    /// <summary>Whose token it is; null if it is nobody's.</summary>
    public User? Find(string token) => token == AdminToken ? User.Admin : serviceAccounts.Find(token);

    private User ByToken(string token) => Find(token) ?? throw ApiErrors.Unauthorized();

    private static User ByCertificate(X509Certificate2 certificate)
    {
        var names = certificate
            .SubjectName.EnumerateRelativeDistinguishedNames()
            .ToLookup(part => part.GetSingleElementType().Value, part => part.GetSingleElementValue() ?? "");
        return new User(names["2.5.4.3"].FirstOrDefault() ?? "", [.. names["2.5.4.10"], "system:authenticated"]);
    }
}
