namespace NodeGc.Testing.ApiServer;

/// <summary>What a test cluster stands on: the server in this process, or a real one.</summary>
public interface IControlPlane : IAsyncDisposable
{
    /// <summary>Where the API is served.</summary>
    Uri Url { get; }

    /// <summary>The certificate that signed the server's, in PEM.</summary>
    string AuthorityPem { get; }

    /// <summary>A bearer token for which everything is allowed.</summary>
    string AdminToken { get; }

    /// <summary>Whether owner references, namespaces being deleted and default service accounts are taken care
    /// of.</summary>
    bool RunsControllers { get; }
}
