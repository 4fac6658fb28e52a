import { PHONE } from "../support/app.ts";
import {
  bagPages,
  bagPagesOf,
  chooseBags,
  chooseRolls,
  letIn,
  orderBags,
  orderRow,
  peopleOf,
  wayToBags,
  type Channel,
} from "../support/bags.ts";
import { DAY, dateInWords, daysAfter, now } from "../support/clock.ts";
import { expect, hasScripts, test, visit } from "../support/page.ts";
import { people } from "../support/people.ts";
import { accountOf, at, choose, heading } from "../support/sharing.ts";

const { anna } = people;
const bjorn = at(people.bjorn, "bjorn.berg@example.com");
const ANNAS_ADDRESS = "anna.andersson.8502@example.com";
const TO_THE_COMPANY = "kundservice@hjalmare.example";
const CHANNELS: Channel[] = ["web", "app"];

for (const channel of CHANNELS) {
  test.describe(channel === "web" ? "Mina Sidor" : "the app", () => {
    if (channel === "app") test.use(PHONE);

    test("Anna orders three rolls and follows them", async ({ page, signIn, signInToApp, mail, portal, request }) => {
      await (channel === "web" ? signIn : signInToApp)(page, anna);
      const expected = dateInWords(daysAfter(await now(portal, request), 7));

      await test.step("she chooses colours, which are told by name and by what goes in them", async () => {
        await wayToBags(page, channel).click();
        await expect(heading(page)).toHaveText("Beställ färgsorteringspåsar");
        await expect(page.getByText("Rönngatan 98, Eskilstuna")).toBeVisible();
        for (const kind of [/Grön\s*matavfall/, /Ljusbrun\s*pappersförpackningar/, /Svart\s*restavfall/]) {
          await expect(page.getByRole("spinbutton", { name: kind })).toHaveValue("0");
        }
        await chooseRolls(page, { Grön: 2, Ljusbrun: 1 });
        if (hasScripts()) {
          await expect(page.getByRole("status").filter({ hasText: "3 av 3 rullar valda" })).toBeVisible();
          const more = page.getByRole("button", { name: "Fler rullar: Svart" });
          await expect(more).toBeDisabled();
          await more.click({ force: true });
          await expect(page.getByRole("spinbutton", { name: "Svart" }), "no fourth roll").toHaveValue("0");
        }
        await page.getByRole("button", { name: "Fortsätt" }).click();
      });

      await test.step("everything is repeated before she orders", async () => {
        await expect(heading(page)).toHaveText("Stämmer beställningen?");
        for (const fact of [
          "Rönngatan 98, Eskilstuna",
          "Grön – matavfall: 2 rullar",
          "Ljusbrun – pappersförpackningar: 1 rulle",
          expected,
        ]) {
          await expect(page.getByRole("main").getByText(fact)).toBeVisible();
        }
        await page.getByRole("button", { name: "Beställ", exact: true }).click();
      });

      await expect(heading(page)).toHaveText(/^Beställning \d{8}$/);
      const number = (await heading(page).innerText()).replace("Beställning ", "");
      await test.step("the order has a number, and a letter tells it", async () => {
        expect(number).toMatch(/^\d{8}$/);
        await expect(
          page.getByText(`Tack! Din beställning har nummer ${number}. Påsarna kommer senast ${expected}.`),
        ).toBeVisible();
        const letter = await mail(ANNAS_ADDRESS);
        expect(letter.text).toContain(number);
        expect(letter.text).toContain("2 × Grön – matavfall");
        expect(letter.text, "a letter names no address").not.toContain("Rönngatan");
      });

      await test.step("a reload orders nothing more", async () => {
        await page.reload();
        await expect(heading(page)).toHaveText(`Beställning ${number}`);
        await visit(page, bagPages(page).orders);
        await expect(orderRow(page, number)).toContainText("Mottagen");
        await expect(page.getByText(/^Beställning \d{8}$/)).toHaveCount(1);
      });

      await test.step("there is one order under way at an address", async () => {
        await visit(page, bagPages(page).bags);
        const day = dateInWords(await now(portal, request));
        await expect(page.getByText(`Beställning ${number} från ${day} är på väg.`)).toBeVisible();
        await expect(page.getByRole("button", { name: "Fortsätt" })).toHaveCount(0);
      });
    });

    test("another household member with access orders the bags", async ({
      page,
      anotherBrowser,
      signIn,
      signInToApp,
    }) => {
      const enter = channel === "web" ? signIn : signInToApp;
      const his = await anotherBrowser();
      await enter(page, anna);
      await enter(his, bjorn);
      await letIn(channel, page, his, bjorn);

      await wayToBags(his, channel).click();
      const number = await orderBags(his, { Svart: 3 });

      await visit(page, bagPages(page).orders);
      await expect(orderRow(page, number)).toContainText("Björn Berg");
      await page.getByRole("link", { name: `Beställning ${number}` }).click();
      await expect(page.getByText("Svart – restavfall: 3 rullar")).toBeVisible();
      await expect(page.getByText("Björn Berg")).toBeVisible();
    });

    test("who is removed on the confirm page orders nothing", async ({
      page,
      anotherBrowser,
      signIn,
      signInToApp,
      incidents,
    }) => {
      incidents.expect(/status of 403/);
      const enter = channel === "web" ? signIn : signInToApp;
      const his = await anotherBrowser();
      await enter(page, anna);
      await enter(his, bjorn);
      await letIn(channel, page, his, bjorn);
      await chooseBags(his);

      await visit(page, peopleOf(channel, accountOf(page)));
      await choose(page, bjorn, "Ta bort");
      await page.getByRole("button", { name: "Ta bort" }).click();
      await expect(heading(page)).toHaveText(channel === "web" ? "Hantera behörigheter" : "Familjedelning");
      await his.getByRole("button", { name: "Beställ", exact: true }).click();

      await expect(heading(his)).toHaveText(/ är avslutad\.$/);
      await visit(page, bagPages(page).orders);
      await expect(page.getByText("Det finns inga beställningar ännu.")).toBeVisible();
    });

    test("an order is cancelled while nobody has packed it", async ({ page, signIn, signInToApp }) => {
      await (channel === "web" ? signIn : signInToApp)(page, anna);
      const number = await orderBags(page);

      await page.getByRole("link", { name: "Avbryt beställningen" }).click();
      await expect(heading(page)).toHaveText(`Avbryta beställning ${number}?`);
      await page.getByRole("link", { name: "Nej, behåll den" }).click();
      await expect(heading(page)).toHaveText(`Beställning ${number}`);
      await page.getByRole("link", { name: "Avbryt beställningen" }).click();
      await page.getByRole("button", { name: "Ja, avbryt beställningen" }).click();

      await expect(page.getByText("Klart! Beställningen är avbruten.")).toBeVisible();
      await expect(page.getByRole("link", { name: "Avbryt beställningen" })).toHaveCount(0);
      await visit(page, bagPages(page).orders);
      await expect(orderRow(page, number)).toContainText("Avbruten");
      const another = await orderBags(page);
      expect(another).not.toBe(number);
    });

    test("the company packs and sends, and Anna follows her bags home", async ({
      page,
      signIn,
      signInToApp,
      portal,
      mail,
    }) => {
      await (channel === "web" ? signIn : signInToApp)(page, anna);
      const number = await orderBags(page);
      const step = (name: string) => page.getByRole("listitem").filter({ hasText: name });
      await expect(step("Packad")).toContainText("Återstår");

      await portal.packOrders();
      await page.reload();
      await expect(step("Packad")).not.toContainText("Återstår");
      await expect(page.getByRole("link", { name: "Avbryt beställningen" })).toHaveCount(0);

      await portal.tellStatus(number, "sent");
      await page.reload();
      await expect(step("Skickad")).not.toContainText("Återstår");
      const letter = await mail(ANNAS_ADDRESS, 2);
      expect(letter.subject).toBe("Dina påsar är på väg");
      expect(letter.text).toContain(number);

      await portal.tellStatus(number, "delivered");
      await visit(page, bagPages(page).orders);
      await expect(orderRow(page, number)).toContainText("Levererad");
      await orderBags(page);
    });

    test("bags that have not come are told of once, from the day they are expected", async ({
      page,
      signIn,
      signInToApp,
      advance,
      mail,
    }) => {
      const enter = channel === "web" ? signIn : signInToApp;
      await enter(page, anna);
      const pages = bagPagesOf(channel, accountOf(page));
      const number = await orderBags(page);
      const miss = page.getByRole("button", { name: "Mina påsar har inte kommit" });
      await expect(miss).toHaveCount(0);

      await advance(8 * DAY);
      await enter(page, anna, pages.orders);
      await page.getByRole("link", { name: `Beställning ${number}` }).click();
      await miss.click();

      await expect(page.getByText("Tack! Nu vet vi att påsarna inte har kommit.")).toBeVisible();
      await expect(miss).toHaveCount(0);
      const letter = await mail(TO_THE_COMPANY, 1);
      expect(letter.text).toContain(number);
      expect(letter.text).not.toContain("Andersson");
    });
  });
}
