using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Distribution;

/// <summary>One iteration that lasts until all others are done: whatever has not begun is taken over from the worker that runs it.</summary>
public sealed class LongIterationTests
{
    private const int Length = 10_000;

    private static readonly int[] s_crews = [2, 3, 8, 64];

    public static TheoryData<string, bool, Past> Loops
    {
        get
        {
            var data = new TheoryData<string, bool, Past>();
            foreach (LoopForm form in DistributedForms.All)
            {
                foreach (Past past in (Past[])[Past.Unknown, Past.Short])
                {
                    data.Add(form.Name, false, past);
                    if (form.IsPerIndex && form.TakesPolicy)
                        data.Add(form.Name, true, past);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public void Run_OneWaitsForAllOthers_Ends(string form, bool isAuto, Past past)
    {
        foreach (int workers in s_crews)
        {
            foreach (int last in (int[])[0, Length - 1])
            {
                int site = DistributedForms.NewSite();
                past.Live(body => Run(_ => body()));
                Rendezvous.Of(Length, all => Run(i =>
                {
                    if (i == last)
                        all.Meet();
                    else
                        all.Come();
                }));

                void Run(Action<long> body) => DistributedForms.Named(form).Run(
                    0,
                    Length,
                    isAuto ? ChunkPolicy.Auto : 1,
                    (start, end) =>
                    {
                        for (long i = start; i < end; i++)
                            body(i);
                    },
                    Schedulers.Options(workers),
                    site);
            }
        }
    }
}
