using System.Runtime.InteropServices;
using System.Text;

namespace ParallelCore.ModelTests.Checking;

/// <summary>The depth-first search: the path of choice points that the current execution follows and extends, and the states left behind.</summary>
/// <param name="skipKnownStates">Whether an execution that reaches a known state stops branching.</param>
/// <param name="replayed">A choice string to follow instead of searching.</param>
internal sealed class ChoicePath(bool skipKnownStates, string? replayed)
{
    private readonly List<ChoicePoint> _points = [];
    private readonly Dictionary<ulong, uint> _known = [];
    private readonly StringBuilder _letters = new();
    private int _position;
    private bool _isKnown;

    /// <summary>Different states in which there was a choice.</summary>
    public long States => _known.Count;

    /// <summary>The choice string of the current execution.</summary>
    public string Letters => _letters.ToString();

    /// <summary>Whether the next execution goes another way; <see langword="false"/> when the search is over.</summary>
    public bool TryAdvance()
    {
        while (_points.Count > 0 && !_points[^1].TryAdvance())
            _points.RemoveAt(_points.Count - 1);
        return _points.Count > 0;
    }

    /// <summary>Back to the start. Without branching, the execution takes the first alternative everywhere and leaves no trace in the search.</summary>
    public void Restart(bool branches)
    {
        _position = 0;
        _isKnown = !branches;
        _letters.Clear();
    }

    /// <summary>Decides. Returns <see langword="false"/> when the recorded path doesn't fit what is possible now.</summary>
    /// <param name="alternatives">At least one; the first is what is explored first.</param>
    /// <param name="state">The hash of everything that the future depends on, but for the budgets; not used for a single alternative.</param>
    /// <param name="budgets">Four counts of what is still allowed, a byte each.</param>
    /// <param name="choice">The decision.</param>
    public bool TryChoose(ReadOnlySpan<Choice> alternatives, ulong state, uint budgets, out Choice choice)
    {
        bool fits = true;
        choice = alternatives[0];
        if (replayed is not null)
        {
            if (_letters.Length < replayed.Length)
            {
                choice = Choice.Parse(replayed[_letters.Length]);
                fits = alternatives.Contains(choice);
            }
        }
        else if (alternatives.Length > 1 && !_isKnown)
        {
            if (_position < _points.Count)
            {
                choice = _points[_position].Current;
                fits = _points[_position].State == state;
                _position++;
            }
            else if (skipKnownStates && !TryLearn(state, budgets))
            {
                _isKnown = true;
            }
            else
            {
                _points.Add(new ChoicePoint(state, alternatives.ToArray()));
                _position++;
            }
        }
        _letters.Append(choice.Letter);
        return fits;
    }

    /// <summary>Returns <see langword="false"/> when the state has been, or is being, explored with budgets at least as large.</summary>
    private bool TryLearn(ulong state, uint budgets)
    {
        ref uint known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, state, out bool exists);
        if (exists && Covers(known, budgets))
            return false;
        if (!exists || Covers(budgets, known))
            known = budgets;
        return true;
    }

    private static bool Covers(uint larger, uint smaller)
    {
        for (int shift = 0; shift < 32; shift += 8)
        {
            if (((larger >> shift) & 0xFF) < ((smaller >> shift) & 0xFF))
                return false;
        }
        return true;
    }
}
