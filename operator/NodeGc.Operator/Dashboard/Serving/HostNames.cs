using System.Net;
using Microsoft.AspNetCore.Http;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>Protects a loopback address from web sites: a site may have its name point to 127.0.0.1, and its script
/// would then read the page as if it were its own. Such a request names the site as host.</summary>
internal static class HostNames
{
    public static bool IsLocal(HostString host) =>
        host.Host.Trim('[', ']') is var name
        && (
            name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address))
        );
}
