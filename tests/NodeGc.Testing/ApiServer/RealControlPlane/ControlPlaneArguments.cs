using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>The command lines of the real programs.</summary>
internal static class ControlPlaneArguments
{
    private const string Issuer = "https://kubernetes.default.svc";

    public static ImmutableArray<string> Etcd(ControlPlaneFiles files, Uri url)
    {
        var address = url.GetLeftPart(UriPartial.Authority);
        return
        [
            $"--data-dir={files.EtcdData}",
            $"--listen-client-urls={address}",
            $"--advertise-client-urls={address}",
            "--listen-peer-urls=http://127.0.0.1:0",
            "--unsafe-no-fsync=true",
        ];
    }

    public static ImmutableArray<string> ApiServer(ControlPlaneFiles files, Uri etcd, int port) =>
        [
            $"--etcd-servers={etcd.GetLeftPart(UriPartial.Authority)}",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            $"--secure-port={port}",
            $"--cert-dir={files.Folder}",
            $"--tls-cert-file={files.Certificate}",
            $"--tls-private-key-file={files.Key}",
            $"--client-ca-file={files.Authority}",
            $"--token-auth-file={files.Tokens}",
            "--authorization-mode=RBAC",
            $"--service-account-issuer={Issuer}",
            $"--service-account-key-file={files.ServiceAccountKey}",
            $"--service-account-signing-key-file={files.ServiceAccountKey}",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--allow-privileged=true",
            // It refuses pods until a controller has given their namespace its default service account, and before 1.21
            // that account a token; tests create pods as soon as their namespace is there.
            "--disable-admission-plugins=ServiceAccount",
        ];

    public static ImmutableArray<string> ControllerManager(ControlPlaneFiles files, int port, Version version) =>
        [
            $"--kubeconfig={files.Kubeconfig}",
            $"--service-account-private-key-file={files.ServiceAccountKey}",
            "--controllers=garbagecollector,namespace,serviceaccount",
            "--leader-elect=false",
            "--bind-address=127.0.0.1",
            $"--secure-port={port}",
            $"--tls-cert-file={files.Certificate}",
            $"--tls-private-key-file={files.Key}",
            // Before 1.24 there is an insecure port as well, the same for all on this machine.
            .. version < new Version(1, 24) ? ["--port=0"] : Array.Empty<string>(),
        ];
}
