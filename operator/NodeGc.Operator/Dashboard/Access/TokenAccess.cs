using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Api;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Access;

/// <summary>Decides whether a bearer token may read the dashboard: the API server has to accept the token, and its user
/// has to be allowed to list both kinds of NodeGc.</summary>
/// <remarks>Verdicts are remembered shortly, by a hash of the token, so that a page causes no requests to the API
/// server. A revoked token can be used for that long.</remarks>
internal sealed class TokenAccess(KubernetesClient client, TimeProvider time) : IDisposable
{
    private const int MaxEntries = 1000;

    /// <summary>How long a user who was allowed stays allowed.</summary>
    public static readonly TimeSpan AllowedTime = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait before the API server is asked about a refused token again.</summary>
    public static readonly TimeSpan RefusedTime = TimeSpan.FromSeconds(10);

    private static readonly string[] Resources =
    [
        ResourceTypes.NodeStorages.Plural,
        ResourceTypes.NodeStorageCleanups.Plural,
    ];

    private readonly ConcurrentDictionary<string, (Verdict Verdict, DateTimeOffset Expiry)> known = new();
    private readonly SemaphoreSlim reviews = new(initialCount: 4);

    /// <param name="token">Null if the request has none.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <exception cref="KubernetesException">The API server cannot be asked.</exception>
    public async Task<Verdict> DecideAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is null)
            return Verdict.Unauthenticated;
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (FindKnown(key) is { } verdict)
            return verdict;
        // Guessed tokens must not keep the API server busy.
        await reviews.WaitAsync(cancellationToken);
        try
        {
            return FindKnown(key) ?? Remember(key, await ReviewAsync(token, cancellationToken));
        }
        finally
        {
            reviews.Release();
        }
    }

    public void Dispose() => reviews.Dispose();

    private Verdict? FindKnown(string key) =>
        known.TryGetValue(key, out var entry) && entry.Expiry > time.GetUtcNow() ? entry.Verdict : null;

    private Verdict Remember(string key, Verdict verdict)
    {
        var now = time.GetUtcNow();
        if (known.Count >= MaxEntries)
            foreach (var expired in known.Where(entry => entry.Value.Expiry <= now).ToList())
                known.TryRemove(expired);
        if (known.Count < MaxEntries)
            known[key] = (verdict, now + (verdict == Verdict.Allowed ? AllowedTime : RefusedTime));
        return verdict;
    }

    private async Task<Verdict> ReviewAsync(string token, CancellationToken cancellationToken)
    {
        var review = new TokenReview
        {
            Metadata = new ObjectMeta(),
            Spec = new TokenReviewSpec { Token = token },
        };
        var answer = await client.Resource(AccessResources.TokenReviews).CreateAsync(review, cancellationToken);
        if (answer.Status is not { Authenticated: true, User: { Username.Length: > 0 } user })
            return Verdict.Unauthenticated;
        foreach (var resource in Resources)
            if (!await MayListAsync(user, resource, cancellationToken))
                return Verdict.Forbidden;
        return Verdict.Allowed;
    }

    private async Task<bool> MayListAsync(UserInfo user, string resource, CancellationToken cancellationToken)
    {
        var review = new SubjectAccessReview
        {
            Metadata = new ObjectMeta(),
            Spec = new SubjectAccessReviewSpec
            {
                User = user.Username,
                Uid = user.Uid,
                Groups = user.Groups,
                Extra = user.Extra,
                ResourceAttributes = new ResourceAttributes
                {
                    Group = ApiGroup.Name,
                    Resource = resource,
                    Verb = "list",
                },
            },
        };
        var answer = await client.Resource(AccessResources.SubjectAccessReviews).CreateAsync(review, cancellationToken);
        return answer.Status is { Allowed: true };
    }
}
