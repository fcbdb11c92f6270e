using System.Runtime.InteropServices;
using NodeGc.TestApiServer;
using NodeGc.Testing.ApiServer;

if (Arguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}
using var stop = new CancellationTokenSource();
using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

await using var server = await TestApiServer.StartAsync(TimeProvider.System, arguments.Port, stop.Token);
if (arguments.Kubeconfig is { } path)
    await PrivateFile.WriteAsync(path, server.AdminKubeconfig(), stop.Token);
Console.WriteLine(server.Url.GetLeftPart(UriPartial.Authority));
stop.Token.WaitHandle.WaitOne();
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
