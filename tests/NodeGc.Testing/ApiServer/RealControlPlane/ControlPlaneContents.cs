using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>
/// What a test has put into a control plane, and taking it out again: it is deleted in etcd, at once and whatever its
/// finalizers say, and the API server learns of it by its watches.
/// </summary>
internal sealed class ControlPlaneContents : IDisposable
{
    private const string Definitions = "/registry/apiextensions.k8s.io/customresourcedefinitions/";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Etcd etcd;
    private readonly HttpClient api;
    private FrozenSet<string> atFirst = [];

    public ControlPlaneContents(Uri etcd, Uri api, string authorityPem, string adminToken)
    {
        this.etcd = new Etcd(etcd);
        this.api = new HttpClient(TrustingHandler.For(authorityPem)) { BaseAddress = api };
        this.api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
    }

    /// <summary>What is there now stays when it is emptied.</summary>
    public async Task RememberAsync(CancellationToken cancellationToken) =>
        atFirst = [.. await etcd.ListKeysAsync(cancellationToken)];

    public async Task EmptyAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var keys = await etcd.ListKeysAsync(deadline.Token);
        ImmutableArray<string> added = [.. keys.Where(key => !atFirst.Contains(key) && !OwnKeys.Contains(key))];
        await etcd.DeleteAsync(added, deadline.Token);
        await UntilNotServedAsync(GroupsOf(added), deadline.Token);
    }

    public void Dispose()
    {
        etcd.Dispose();
        api.Dispose();
    }

    // A definition is called as its resource and its group: nodestorages.nodegc.io.
    private static FrozenSet<string> GroupsOf(ImmutableArray<string> keys) =>
        [
            .. keys.Where(key => key.StartsWith(Definitions, StringComparison.Ordinal))
                .Select(key => key[(key.IndexOf('.', Definitions.Length) + 1)..]),
        ];

    // The next cluster may define the same kinds, and must not mistake those of this one for its own.
    private async Task UntilNotServedAsync(FrozenSet<string> groups, CancellationToken cancellationToken)
    {
        while ((await ListGroupsAsync(cancellationToken)).Any(groups.Contains))
            await Task.Delay(50, cancellationToken);
    }

    private async Task<IEnumerable<string>> ListGroupsAsync(CancellationToken cancellationToken)
    {
        var answer = JsonNode.Parse(await api.GetStringAsync(new Uri("/apis", UriKind.Relative), cancellationToken));
        return answer!["groups"]!.AsArray().Select(group => (string)group!["name"]!);
    }
}
