namespace NodeGc.Docker.Transport;

/// <summary>
/// Between the Docker.DotNet package and the socket. The package limits the total time of a response; here only silence
/// counts. And it treats a redirect, the engines' answer to a path with <c>..</c>, as success.
/// </summary>
internal sealed class CommandHandler(EngineSocket socket, TimeSpan timeout) : DelegatingHandler(socket.Handler)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await ResponseTimeout.WaitAsync(
            limited => base.SendAsync(request, limited),
            timeout,
            cancellationToken
        );
        if ((int)response.StatusCode is >= 200 and < 300 or >= 400)
            return await ReadPatientlyAsync(response, cancellationToken);
        using (response)
            throw Fault(request).Refused((int)response.StatusCode, "unexpected status");
    }

    private async Task<HttpResponseMessage> ReadPatientlyAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var body = new TimeoutStream(await response.Content.ReadAsStreamAsync(cancellationToken), timeout);
        response.Content = new StreamContent(body);
        return response;
    }

    private EngineFault Fault(HttpRequestMessage request) =>
        new(socket.Path, new EngineRequest(request.Method, request.RequestUri!.PathAndQuery.TrimStart('/'), timeout));
}
