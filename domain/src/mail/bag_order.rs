//! Letters about bag orders. They contain no names and no address.

use super::letter::letter;

letter! {
    /// To the orderer: the order was received.
    BagOrderReceived { number: String, rolls: Vec<String>, expected: String, delivery: String }
    sv: "mail/bag_order_received.sv.txt", "mail/bag_order_received.sv.html";
    en: "mail/bag_order_received.en.txt", "mail/bag_order_received.en.html";
}

letter! {
    /// To the orderer: the bags are on their way.
    BagOrderSent { number: String, expected: String, delivery: String }
    sv: "mail/bag_order_sent.sv.txt", "mail/bag_order_sent.sv.html";
    en: "mail/bag_order_sent.en.txt", "mail/bag_order_sent.en.html";
}

letter! {
    /// To the orderer: the company has cancelled the order.
    BagOrderCancelled { number: String }
    sv: "mail/bag_order_cancelled.sv.txt", "mail/bag_order_cancelled.sv.html";
    en: "mail/bag_order_cancelled.en.txt", "mail/bag_order_cancelled.en.html";
}

letter! {
    /// To the company: ordered bags have not arrived.
    BagsMissed { number: String, expected: String }
    sv: "mail/bags_missed.sv.txt", "mail/bags_missed.sv.html";
    en: "mail/bags_missed.en.txt", "mail/bags_missed.en.html";
}
