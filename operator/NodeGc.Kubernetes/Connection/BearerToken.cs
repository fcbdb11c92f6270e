using k8s.KubeConfigModels;

namespace NodeGc.Kubernetes.Connection;

/// <summary>The token sent with each request: none, a fixed one, one in a file that is rotated, or one from a
/// credential plugin.</summary>
public abstract record BearerToken
{
    private BearerToken() { }

    public static BearerToken None { get; } = new Absent();

    public sealed record Absent : BearerToken;

    /// <summary>A token that never changes.</summary>
    public sealed record Fixed(string Value) : BearerToken
    {
        public override string ToString() => "Fixed { Value = *** }";
    }

    /// <summary>A token that kubelet rewrites before it expires, so the file is read regularly.</summary>
    public sealed record InFile(string Path) : BearerToken;

    /// <summary>A token from a credential plugin (<c>client.authentication.k8s.io</c>), which is run again once the
    /// token has expired or was rejected.</summary>
    public sealed record FromPlugin(ExternalExecution Plugin) : BearerToken
    {
        public override string ToString() => $"FromPlugin {{ Command = {Plugin.Command} }}";
    }
}
