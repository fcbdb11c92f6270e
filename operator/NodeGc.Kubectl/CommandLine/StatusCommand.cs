using System.CommandLine;
using NodeGc.Api.Cleanups;
using NodeGc.Kubectl.Output;
using NodeGc.Kubectl.Views;

namespace NodeGc.Kubectl.CommandLine;

/// <summary><c>status</c>: what the cleanups have done, and what they wait for.</summary>
internal static class StatusCommand
{
    public static Command Create(ConnectionOptions connection)
    {
        var name = Names.Cleanup<string?>(
            connection,
            "Show only this cleanup, with its conditions, classes and nodes."
        );
        name.Arity = ArgumentArity.ZeroOrOne;
        var output = new OutputOptions();
        var command = output.AddTo(new Command("status", "Show what cleanups have done, and what they wait for."));
        command.Arguments.Add(name);
        command.SetAction((parsed, end) => Session.RunAsync(connection, parsed, async cluster =>
                {
                    var (wanted, now) = (parsed.GetValue(name), TimeProvider.System.GetUtcNow());
                    var found = await cluster.ReadCleanupsAsync(wanted, end);
                    var printer = output.Open(parsed);
                    printer.Print(StatusView.Create(found, wanted is not null, now));
                    if (wanted is not null && printer.IsTable)
                        PrintDetails(printer, found[0], now);
                    return true;
                }));
        return command;
    }

    private static void PrintDetails(Printer printer, NodeStorageCleanup cleanup, DateTimeOffset now)
    {
        Table[] tables = [StatusView.Conditions(cleanup, now), StatusView.Classes(cleanup), StatusView.Nodes(cleanup)];
        foreach (var table in tables.Where(table => !table.Rows.IsEmpty))
        {
            printer.Print("");
            printer.Print(table, "");
        }
    }
}
