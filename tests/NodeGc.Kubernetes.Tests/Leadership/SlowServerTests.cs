using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Kubernetes.Leadership;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Kubernetes.Tests.Leadership;

/// <summary>A leader of a server that takes seconds for each request, by a clock that only the test moves.</summary>
public sealed class SlowServerTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(3);
    private static readonly LeaderElectionOptions Options = new(new ObjectKey("default", "leader"), "only");
    private CancellationTokenSource stop = null!;
    private AwaitedClock clock = null!;
    private Server server = null!;
    private Task running = null!;
    private int terms;
    private bool leads;

    [SetUp]
    public async Task StartAsync()
    {
        (stop, clock, terms, leads) = (new CancellationTokenSource(), new AwaitedClock(), 0, false);
        server = await Server.StartAsync(clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        server.Api.Faults.Clear();
        await stop.CancelAsync();
        await running;
        await server.DisposeAsync();
        stop.Dispose();
    }

    [Test]
    public async Task Renews_with_one_request()
    {
        Contend();
        await Server.UntilAsync(() => leads);
        for (var renewal = 1; renewal <= 5; renewal++)
        {
            await Server.UntilAsync(() => clock.IsAwaitedAlone(Options.RetryPeriod));
            clock.Advance(Options.RetryPeriod);
            await Server.UntilAsync(() => Asked("PUT") == renewal);
        }

        Assert.That((Asked("GET"), Asked("POST")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Keeps_the_lease_at_three_seconds_for_each_request()
    {
        server.Api.Faults.Always(IsOfLease, new Fault.Delay(Latency));
        Contend();
        await AnswerAsync(request: 1);
        await AnswerAsync(request: 2);
        await Server.UntilAsync(() => leads);
        for (var renewal = 3; renewal <= 12; renewal++)
        {
            await Server.UntilAsync(() => clock.IsAwaitedAlone(Options.RetryPeriod));
            clock.Advance(Options.RetryPeriod);
            await AnswerAsync(renewal);
        }

        await Server.UntilAsync(() => clock.IsAwaitedAlone(Options.RetryPeriod));
        Assert.That((leads, terms), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Reads_the_lease_again_where_somebody_else_wrote_it()
    {
        Contend();
        await Server.UntilAsync(() => leads);
        var leases = server.Client.Resource(CoreResources.Leases);
        var lease = await leases.GetAsync(Options.Lease, CancellationToken.None);
        await leases.ReplaceAsync(
            lease with
            {
                Spec = lease.Spec! with { LeaseTransitions = 7 },
            },
            CancellationToken.None
        );
        await Server.UntilAsync(() => clock.IsAwaitedAlone(Options.RetryPeriod));
        clock.Advance(Options.RetryPeriod);
        await Server.UntilAsync(() => clock.IsAwaitedAlone(Options.RetryPeriod));

        var renewed = await leases.GetAsync(Options.Lease, CancellationToken.None);

        Assert.That((renewed.Spec!.LeaseTransitions, renewed.Spec.HolderIdentity, terms), Is.EqualTo((7, "only", 1)));
    }

    private void Contend()
    {
        var leases = server.Client.Resource(CoreResources.Leases);
        running = new LeaderElector(leases, Options, new Random(1), clock, NullLogger.Instance).RunAsync(
            LeadAsync,
            stop.Token
        );
    }

    /// <summary>Waits for the request to arrive, and lets the server answer it.</summary>
    private async Task AnswerAsync(int request)
    {
        await Server.UntilAsync(() => server.Api.Requests.All.Count(IsOfLease) == request && clock.IsAwaited(Latency));
        clock.Advance(Latency);
    }

    private int Asked(string method) => server.Api.Requests.All.Count(seen => seen.Method == method && IsOfLease(seen));

    private static bool IsOfLease(SeenRequest seen) => seen.Path.Contains("/leases", StringComparison.Ordinal);

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        (leads, terms) = (true, terms + 1);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leads = false;
    }
}
