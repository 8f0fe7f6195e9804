using System.Globalization;
using System.Text;

namespace ParallelCore.ModelTests.Checking;

/// <summary>Writes down every step of one execution.</summary>
internal sealed class TraceLog
{
    private readonly List<(string Thread, OperationKind Kind, ModelVariable? Variable, string Text)> _entries = [];
    private Scenario? _scenario;

    public void Begin(Scenario scenario)
    {
        _scenario = scenario;
        _entries.Clear();
    }

    public void Add(string thread, OperationKind kind, ModelVariable? variable, string text) => _entries.Add((thread, kind, variable, text));

    /// <summary>Names the variables that have no name of their own.</summary>
    public void AssignNames()
    {
        if (_scenario is not null)
            CellNames.Assign(_scenario);
    }

    public override string ToString()
    {
        AssignNames();
        StringBuilder text = new();
        int width = _entries.Count == 0 ? 0 : _entries.Max(static entry => entry.Thread.Length);
        int number = 0;
        foreach ((string thread, OperationKind kind, ModelVariable? variable, string detail) in _entries)
        {
            string operation = kind == OperationKind.Flush ? "  (drains)" : kind.ToString();
            text.Append(CultureInfo.InvariantCulture, $"{++number,5}  {thread.PadRight(width)}  {operation,-15}");
            if (variable is not null)
                text.Append(' ').Append(variable.Name);
            text.Append(' ').Append(detail).Append('\n');
        }
        return text.ToString();
    }
}
