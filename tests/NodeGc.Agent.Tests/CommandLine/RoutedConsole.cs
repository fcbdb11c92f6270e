using System.Text;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>The console of this process, shared by commands that run at the same time: what each prints goes to its
/// own writer.</summary>
internal sealed class RoutedConsole(TextWriter fallback) : TextWriter
{
    private readonly AsyncLocal<TextWriter?> own = new();

    public static RoutedConsole Output { get; } = Install(new RoutedConsole(Console.Out), Console.SetOut);

    public static RoutedConsole Errors { get; } = Install(new RoutedConsole(Console.Error), Console.SetError);

    public override Encoding Encoding => fallback.Encoding;

    private TextWriter Current => own.Value ?? fallback;

    /// <summary>From now on, what the calling method and all that it calls print is written here.</summary>
    public void RouteTo(TextWriter writer) => own.Value = writer;

    public override void Write(char value) => Current.Write(value);

    public override void Write(string? value) => Current.Write(value);

    public override void Write(char[] buffer, int index, int count) => Current.Write(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Current.Write(buffer);

    private static RoutedConsole Install(RoutedConsole console, Action<TextWriter> set)
    {
        set(console);
        return console;
    }
}
