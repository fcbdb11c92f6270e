namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>A real control plane for as long as one cluster needs it.</summary>
internal sealed class LentControlPlane(RealApiServer server, ReusedControlPlanes owner) : IControlPlane
{
    public Uri Url => server.Url;

    public string AuthorityPem => server.AuthorityPem;

    public string AdminToken => server.AdminToken;

    public bool RunsControllers => server.RunsControllers;

    public async ValueTask DisposeAsync() => await owner.TakeBackAsync(server);
}
