using System.Diagnostics;

namespace ParallelCore.Async;

/// <summary>A loop that can use more lanes when its degree has risen.</summary>
internal interface IDegreeListener
{
    void OnDegreeRisen();
}

/// <summary>Finds the least degree that gives about the most throughput, from one window's throughput to the next.</summary>
/// <remarks>
/// Doubling, while that gains a tenth; the last doubling that didn't is taken back. Then settled: after some windows an eighth more is tried and kept if it
/// gains, after some more an eighth less, kept if it loses nothing. Backing off halves and settles: what was too much a moment ago is approached by small
/// steps. Thread safety: the owner's lock.
/// </remarks>
internal sealed class DegreeClimb(int initial, int max)
{
    private const double WorthDoubling = 1.1;
    private const double WorthMore = 1.03;
    private const double NothingLost = 0.98;
    private const int RestWindows = 4;

    /// <summary>The shortest window, in ticks of <see cref="Stopwatch"/>.</summary>
    public static readonly long Window = Stopwatch.Frequency / 20;

    private Phase _phase = Phase.Doubling;
    private double _throughput; // of the degree that a trial is compared with; 0 before there is one
    private int _degree = initial; // that degree
    private int _rest;
    private bool _triesLess;
    private bool _hasBackedOff;

    private enum Phase
    {
        Doubling,
        Settled,
        Trying,
    }

    /// <summary>What runs now, a trial included; from 1 to the maximum.</summary>
    public int Degree { get; private set; } = initial;

    /// <summary>Somebody has set the degree.</summary>
    public void RestartAt(int degree)
    {
        Degree = _degree = Math.Min(degree, max);
        _throughput = 0;
        _phase = Phase.Settled;
        _rest = RestWindows;
    }

    /// <summary>A body has failed, or was told to come back later: half, once per window.</summary>
    public void BackOff()
    {
        if (!_hasBackedOff)
        {
            RestartAt(Math.Max(1, Degree / 2));
            _hasBackedOff = true;
        }
    }

    /// <summary>A window is over.</summary>
    /// <param name="throughput">Items per unit of time.</param>
    public void Next(double throughput)
    {
        if (_hasBackedOff)
        {
            _hasBackedOff = false; // a window of two degrees tells nothing of either
            return;
        }

        switch (_phase)
        {
            case Phase.Doubling when _throughput == 0 || throughput > _throughput * WorthDoubling:
                Accept(throughput);
                Degree = (int)Math.Min(max, 2L * Degree);
                if (Degree == _degree)
                {
                    Settle();
                }

                break;
            case Phase.Doubling:
                Settle();
                break;
            case Phase.Settled:
                _throughput = _throughput == 0 ? throughput : (_throughput + throughput) / 2;
                if (--_rest <= 0)
                {
                    Try();
                }

                break;
            default:
                if (throughput >= _throughput * (_triesLess ? NothingLost : WorthMore))
                {
                    Accept(throughput);
                }

                _triesLess = !_triesLess;
                Settle();
                break;
        }
    }

    private void Accept(double throughput)
    {
        _throughput = throughput;
        _degree = Degree;
    }

    private void Settle()
    {
        Degree = _degree;
        _phase = Phase.Settled;
        _rest = RestWindows;
    }

    private void Try()
    {
        int step = Math.Max(1, _degree / 8);
        int tried = Math.Clamp(_triesLess ? _degree - step : _degree + step, 1, max);
        if (tried == _degree)
        {
            _triesLess = !_triesLess;
            _rest = RestWindows;
            return;
        }

        Degree = tried;
        _phase = Phase.Trying;
    }
}
