namespace ParallelCore.Scheduling;

/// <summary>How to build a <see cref="WorkStealingScheduler"/>.</summary>
/// <remarks>A scheduler copies them: what is set later doesn't reach it. <b>Thread safety:</b> any number of threads may read, as long as nobody sets a
/// property meanwhile.</remarks>
public sealed class WorkStealingOptions
{
    private int _workers;

    /// <summary>How many workers run at once, the calling thread of a loop among them: 1 to 32,767. Absent, as many as
    /// <see cref="Environment.ProcessorCount"/>, which honours affinity, container quota and <c>DOTNET_PROCESSOR_COUNT</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or more than 32,767.</exception>
    public int Workers
    {
        get => _workers == 0 ? Environment.ProcessorCount : _workers;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Workers));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, short.MaxValue, nameof(Workers));
            _workers = value;
        }
    }

    /// <summary>The prefix of the threads' names, seen in debuggers and traces.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Name
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Name));
            field = value;
        }
    } = "Parallel.Core";

    /// <summary>The priority of the scheduler's own threads; calling threads keep theirs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of <see cref="ThreadPriority"/>.</exception>
    public ThreadPriority Priority
    {
        get;
        set
        {
            if (!Enum.IsDefined(value))
            {
                throw new ArgumentOutOfRangeException(nameof(Priority), value, "Not a thread priority.");
            }

            field = value;
        }
    } = ThreadPriority.Normal;

    /// <summary>How many threads at most step in for workers that block, see <see cref="ParallelRange.Blocking"/>: 0 to 32,767, 256 by default. They are
    /// threads beyond <see cref="Workers"/>, start when first needed, and end when not needed for a while. Blocked workers beyond this number are not replaced;
    /// with 0, none is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or more than 32,767.</exception>
    public int MaxSpares
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxSpares));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, short.MaxValue, nameof(MaxSpares));
            field = value;
        }
    } = 256;

    /// <summary>How much of one processor's time may be spent on awaiting the next loop, while loops come regularly: 0 to 1, half by default. A worker then
    /// wakes shortly before the next loop is expected, and finds it at once; otherwise a loop of some hundred microseconds would be over before a sleeping one
    /// comes. Nothing is spent when no loop has come for a second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0, more than 1 or not a number.</exception>
    public double WaitingShare
    {
        get;
        set
        {
            if (!(value >= 0 && value <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(WaitingShare), value, "Not between 0 and 1.");
            }

            field = value;
        }
    } = 0.5;

    internal WorkStealingOptions Copy() => (WorkStealingOptions)MemberwiseClone();
}
