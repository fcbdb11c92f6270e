using System.Net.Http.Headers;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Testing.Tests.InProcess;

/// <summary>An administrator's client of a server that was started without a cluster around it.</summary>
internal static class ServerClient
{
    public static HttpClient For(TestApiServer server)
    {
        var http = new HttpClient(TrustingHandler.For(server.AuthorityPem)) { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.AdminToken);
        return http;
    }
}
