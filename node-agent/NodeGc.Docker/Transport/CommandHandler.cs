namespace NodeGc.Docker.Transport;

/// <summary>
/// Between the Docker.DotNet package and the socket. The package limits how long an answer may take as a whole;
/// here only silence ends it. And it takes a redirection, with which engines answer a path that climbs, for
/// success.
/// </summary>
internal sealed class CommandHandler(EngineSocket socket, TimeSpan patience) : DelegatingHandler(socket.Handler)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await Silence.EndAsync(limited => base.SendAsync(request, limited), patience, cancellationToken);
        if ((int)response.StatusCode is >= 200 and < 300 or >= 400)
            return await ReadPatientlyAsync(response, cancellationToken);
        using (response)
            throw Fault(request).Refused((int)response.StatusCode, "neither done nor refused");
    }

    private async Task<HttpResponseMessage> ReadPatientlyAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var body = new PatientStream(await response.Content.ReadAsStreamAsync(cancellationToken), patience);
        response.Content = new StreamContent(body);
        return response;
    }

    private EngineFault Fault(HttpRequestMessage request) =>
        new(socket.Path, new EngineRequest(request.Method, request.RequestUri!.PathAndQuery.TrimStart('/'), patience));
}
